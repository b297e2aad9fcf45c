-- Discipline of district and areas by now, of years that may be told: their first half is over, and long enough ago that late decisions
-- have come in.
-- Grain: one row an indicator, unit, year and breakdown (null for the whole).
select
    counted.indicator_code,
    counted.unit_level,
    counted.unit_id,
    counted.year,
    counted.breakdown,
    counted.numerator,
    counted.denominator,
    counted.value,
    counted.status,
    counted.lower_95,
    counted.upper_95,
    counted.lower_998,
    counted.upper_998
from {{ ref('int_unit_value') }} as counted
cross join {{ ref('int_run') }} as run
inner join {{ ref('disclosure') }} as wait on wait.rule = 'days_before_discipline_is_told'
where
    counted.is_confidential
    and counted.unit_level in ('district', 'area')
    and counted.period_type = 'year'
    and {{ add_days('make_date(counted.year, 6, 30)', 'wait.threshold') }} <= run.as_of
