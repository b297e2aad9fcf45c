-- What:  the worklist (unit_alert) and the profile (requirement_period) ask a unit for the same number of yearly meetings.
-- Why:   a branch founded in August was asked for a whole year's four on one page and for one on the other.
-- Mend:  both must take the whole months of the year from int_months_lived and count each organisation by itself.
select
    alert.indicator_code,
    alert.unit_level,
    alert.unit_id,
    alert.year,
    alert.needed,
    period.missing
from {{ ref('unit_alert') }} as alert
inner join {{ ref('requirement_period') }} as period
    on
        alert.indicator_code = period.indicator_code
        and alert.unit_level = period.unit_level
        and alert.unit_id = period.unit_id
        and alert.year = period.year
        and alert.period_type = period.period_type
where alert.period_type = 'year' and alert.needed <> period.missing
