-- Kind `coverage` of schools (党的组织覆盖率): the schools covered, of the schools of the register.
-- Grain: one row an indicator, unit and year.
select
    indicator.indicator_code,
    school.unit_level,
    school.unit_id,
    'year' as period_type,
    school.period_start,
    cast(sum(school.is_covered) as double) as numerator,
    cast(count(*) as double) as denominator
from {{ ref('int_indicator') }} as indicator
cross join {{ ref('int_unit_school_covered') }} as school
where indicator.method = 'school_coverage'
group by indicator.indicator_code, school.unit_level, school.unit_id, school.period_start
