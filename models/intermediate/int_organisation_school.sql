-- The schools of an organisation, day by day: its own 关联学校, else those of its nearest ancestor inside a school.
-- Grain: one row an organisation, school and stretch of days.
with named as (
    select
        organisation.org_code,
        school.school_code
    from {{ ref('stg_organisation') }} as organisation
    inner join {{ ref('stg_school') }} as school
        on '、' || coalesce(organisation.school_codes, '') || '、' like '%、' || school.school_code || '、%'
),

candidates as (
    select
        stretch.org_code,
        stretch.valid_from,
        stretch.valid_to,
        named.school_code,
        ancestor.depth,
        min(ancestor.depth) over (partition by stretch.org_code, stretch.valid_from) as nearest
    from {{ ref('int_organisation_stretch') }} as stretch
    inner join {{ ref('int_organisation_ancestor') }} as ancestor
        on
            stretch.org_code = ancestor.org_code
            and stretch.valid_from between ancestor.valid_from and ancestor.valid_to
    inner join named on ancestor.ancestor_code = named.org_code
    -- A committee of the district or an area is in no school, whatever 关联学校 it names.
    where ancestor.ancestor_level in ('school', 'branch')
)

select
    org_code,
    school_code,
    valid_from,
    valid_to
from candidates
where depth = nearest
