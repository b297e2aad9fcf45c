-- What:  `value` is given exactly for met, not_met, on_track, behind, over and no_standard, and is its own parts divided.
-- Why:   未报 must never look like 0%, and a published rate must follow from its published parts.
-- Mend:  the status ladder and the formula stand in models/intermediate/int_unit_value.sql.
select
    unit_value.indicator_code,
    unit_value.unit_id,
    unit_value.period_start,
    unit_value.status,
    unit_value.value
from {{ ref('indicator_value') }} as unit_value
inner join {{ ref('int_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
where
    (unit_value.value is not null) <> (unit_value.status in ('met', 'not_met', 'on_track', 'behind', 'over', 'no_standard'))
    or (
        unit_value.value is not null
        and indicator.method <> 'person_total'
        and abs(unit_value.value - indicator.multiplier * unit_value.numerator / nullif(unit_value.denominator, 0)) > 1e-9
    )
