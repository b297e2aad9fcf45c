-- The one roll-up rule: which units an organisation belonged to, day by day. A 联合党支部 belongs to each of its schools,
-- once to its area and once to the district. Level `organisation` is the organisation itself, for counting children; one that is a
-- branch all its life has no such level, for its branch says the same.
-- Grain: one row an organisation, unit and stretch of days.
with district as (
    select min(org_code) as org_code
    from {{ ref('stg_organisation') }}
    where org_type = '区委教育工委'
),

by_ancestor as (
    select
        stretch.org_code,
        stretch.valid_from,
        stretch.valid_to,
        min_by(ancestor.ancestor_code, ancestor.depth) as unit_id
    from {{ ref('int_organisation_stretch') }} as stretch
    inner join {{ ref('int_organisation_ancestor') }} as ancestor
        on
            stretch.org_code = ancestor.org_code
            and stretch.valid_from between ancestor.valid_from and ancestor.valid_to
            and ancestor.ancestor_level = 'area'
    group by stretch.org_code, stretch.valid_from, stretch.valid_to
),

-- While a school is directly under the district, its area is the school's 所属片区.
by_school_area as (
    select
        schools.org_code,
        schools.valid_from,
        schools.valid_to,
        min(area.area_code) as unit_id
    from {{ ref('int_organisation_school') }} as schools
    inner join {{ ref('int_school_area') }} as area on schools.school_code = area.school_code
    left join by_ancestor
        on
            schools.org_code = by_ancestor.org_code
            and schools.valid_from = by_ancestor.valid_from
    where by_ancestor.org_code is null
    group by schools.org_code, schools.valid_from, schools.valid_to
),

branch_throughout as (
    select org_code
    from {{ ref('int_organisation_scope') }}
    group by org_code
    having count(case when is_branch then 1 end) = count(*)
),

together as (
    {% for areas in ['by_ancestor', 'by_school_area'] %}
    select
        org_code,
        'area' as unit_level,
        unit_id,
        valid_from,
        valid_to
    from {{ areas }}
    union all
    {% endfor %}
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
        life.org_code,
        'organisation' as unit_level,
        life.org_code as unit_id,
        life.active_from as valid_from,
        life.active_to as valid_to
    from {{ ref('int_organisation_life') }} as life
    left join branch_throughout on life.org_code = branch_throughout.org_code
    where branch_throughout.org_code is null
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
        life.active_from as valid_from,
        life.active_to as valid_to
    from {{ ref('int_organisation_life') }} as life
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
