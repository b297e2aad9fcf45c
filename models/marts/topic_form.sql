-- 四种形态 by year for district and areas, exact and as all but 纪检 are told (told_discipline). No person.
-- Grain: one row a unit, year and form.
select
    value.unit_level,
    value.unit_id,
    value.year,
    value.breakdown as form,
    cast(coalesce(value.numerator, 0) as double) as decisions,
    cast(case when not told.is_hidden then coalesce(told.numerator, 0) end as double) as told_decisions,
    coalesce(told.is_hidden, true) as is_suppressed
from {{ ref('indicator_value') }} as value
left join {{ ref('told_discipline') }} as told
    on
        value.indicator_code = told.indicator_code
        and value.unit_level = told.unit_level
        and value.unit_id = told.unit_id
        and value.year = told.year
        and value.breakdown = told.breakdown
where
    value.indicator_code = 'D05'
    and value.period_type = 'year'
    and value.breakdown is not null
    and value.unit_level in ('district', 'area')
