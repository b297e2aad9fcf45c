-- Every school of the register in every year, and whether it is covered: an organisation active on the closing day belongs to it.
-- A school lies in the area of its organisations of that day, else in its 所属片区, and in the district.
-- Grain: one row a unit, school and year.
{{ config(materialized='ephemeral') }}
with member as (
    select
        year.period_start,
        own.school_code,
        min(case when unit.unit_level = 'area' then unit.unit_id end) as area_code
    from {{ ref('int_period') }} as year
    inner join {{ ref('int_organisation_life') }} as life on year.closing_day between life.active_from and life.active_to
    inner join {{ ref('int_organisation_school') }} as own
        on
            life.org_code = own.org_code
            and year.closing_day between own.valid_from and own.valid_to
    left join {{ ref('int_unit_organisation') }} as unit
        on
            life.org_code = unit.org_code
            and unit.unit_level = 'area'
            and year.closing_day between unit.valid_from and unit.valid_to
    where year.period_type = 'year'
    group by year.period_start, own.school_code
),

school_year as (
    select
        year.period_start,
        school.school_code,
        case when member.school_code is null then 0 else 1 end as is_covered,
        coalesce(member.area_code, area.area_code) as area_code
    from {{ ref('int_period') }} as year
    cross join {{ ref('stg_school') }} as school
    left join member on year.period_start = member.period_start and school.school_code = member.school_code
    left join {{ ref('int_school_area') }} as area on school.school_code = area.school_code
    where year.period_type = 'year'
),

placed as (
    select
        period_start,
        'school' as unit_level,
        school_code as unit_id,
        school_code,
        is_covered
    from school_year
    union all
    select
        period_start,
        'area' as unit_level,
        area_code as unit_id,
        school_code,
        is_covered
    from school_year
    where area_code is not null
    union all
    select
        school_year.period_start,
        'district' as unit_level,
        unit.unit_id,
        school_year.school_code,
        school_year.is_covered
    from school_year
    inner join {{ ref('int_unit') }} as unit on unit.unit_level = 'district'
)

select
    unit_level,
    unit_id,
    school_code,
    period_start,
    is_covered
from placed
