-- What:  a forecast counts what was done up to the as-of day once more, by way of its forecast day; it finds the very value that stands beside it.
-- Why:   a forecast that starts from another number than the page shows carries that difference to the year's end.
-- Mend:  a kind was changed in models/intermediate/int_kind_*.sql and not in int_pace_*.sql, or the other way round.
select
    pace.indicator_code,
    pace.unit_level,
    pace.unit_id,
    pace.so_far,
    unit_value.value
from {{ ref('int_pace_unit') }} as pace
inner join {{ ref('indicator_value') }} as unit_value
    on
        pace.indicator_code = unit_value.indicator_code
        and pace.unit_level = unit_value.unit_level
        and pace.unit_id = unit_value.unit_id
        and pace.year = unit_value.year
        and unit_value.period_type = 'year'
        and unit_value.breakdown is null
where
    pace.is_open
    and unit_value.value is not null
    and (pace.so_far is null or abs(pace.so_far - unit_value.value) > 1e-6)
