-- The one roll-up rule: which units an organisation belonged to, day by day. A 联合党支部 belongs to each of its schools,
-- once to its area and once to the district. Level `organisation` is the organisation itself, for counting children.
-- Grain: one row an organisation, unit and stretch of days.
with district as (
    select min(org_code) as org_code
    from {{ ref('stg_organisation') }}
    where org_type = '区委教育工委'
),

life as (
    select
        org_code,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to
    from {{ ref('int_organisation_version') }}
    group by org_code
),

by_ancestor as (
    select
        org_code,
        ancestor_level as unit_level,
        ancestor_code as unit_id,
        valid_from,
        valid_to
    from {{ ref('int_organisation_ancestor') }}
    where ancestor_level = 'area'
),

-- Schools directly under the district: the area is the school's 所属片区.
by_school_area as (
    select
        schools.org_code,
        'area' as unit_level,
        min(area.org_code) as unit_id,
        min(schools.valid_from) as valid_from,
        max(schools.valid_to) as valid_to
    from {{ ref('int_organisation_school') }} as schools
    inner join {{ ref('stg_school') }} as school on schools.school_code = school.school_code
    inner join {{ ref('stg_organisation') }} as area
        on
            area.org_type = '片区党委'
            and (school.area_key = area.area_key or school.area_text = area.org_code)
    left join by_ancestor on schools.org_code = by_ancestor.org_code
    where by_ancestor.org_code is null
    group by schools.org_code
),

together as (
    select * from by_ancestor
    union all
    select * from by_school_area
    union all
    select
        org_code,
        'branch' as unit_level,
        org_code as unit_id,
        valid_from,
        valid_to
    from {{ ref('int_organisation_scope') }}
    where is_branch
    union all
    select
        org_code,
        'organisation' as unit_level,
        org_code as unit_id,
        valid_from,
        valid_to
    from life
    union all
    select
        org_code,
        'school' as unit_level,
        school_code as unit_id,
        valid_from,
        valid_to
    from {{ ref('int_organisation_school') }}
    union all
    select
        life.org_code,
        'district' as unit_level,
        coalesce(district.org_code, 'DISTRICT') as unit_id,
        life.valid_from,
        life.valid_to
    from life
    cross join district
),

shared as (
    select org_code
    from {{ ref('int_organisation_school') }}
    group by org_code
    having count(distinct school_code) > 1
)

select
    together.org_code,
    together.unit_level,
    together.unit_id,
    together.valid_from,
    together.valid_to,
    shared.org_code is not null as is_shared
from together
left join shared on together.org_code = shared.org_code
