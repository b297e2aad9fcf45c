-- 四种形态 by year for district and areas, hidden where the parts of D05 are (int_discipline_hidden). No person.
-- Grain: one row a unit, year and form.
select
    unit_level,
    unit_id,
    year,
    breakdown as form,
    cast(coalesce(numerator, 0) as double) as decisions,
    is_suppressed
from {{ ref('indicator_value') }}
where
    indicator_code = 'D05'
    and period_type = 'year'
    and breakdown is not null
    and unit_level in ('district', 'area')
