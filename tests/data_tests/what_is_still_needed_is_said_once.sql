-- What:  the worklist (unit_shortfall) and the profile (requirement_period) ask a unit for the same number of yearly meetings.
-- Why:   a branch founded in August was asked for a whole year's four on one page and for one on the other.
-- Mend:  both must take the whole months of the year from int_months_lived and count each organisation by itself.
select
    short.indicator_code,
    short.unit_level,
    short.unit_id,
    short.year,
    short.needed,
    period.missing
from {{ ref('unit_shortfall') }} as short
inner join {{ ref('requirement_period') }} as period
    on
        short.indicator_code = period.indicator_code
        and short.unit_level = period.unit_level
        and short.unit_id = period.unit_id
        and short.year = period.year
        and short.period_type = period.period_type
where short.period_type = 'year' and short.needed <> period.missing
