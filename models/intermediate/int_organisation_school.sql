-- The schools of an organisation: its own 关联学校, else those of its nearest ancestor inside a school.
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
        ancestor.org_code,
        named.school_code,
        ancestor.valid_from,
        ancestor.valid_to,
        ancestor.depth,
        min(ancestor.depth) over (partition by ancestor.org_code) as nearest
    from {{ ref('int_organisation_ancestor') }} as ancestor
    inner join named on ancestor.ancestor_code = named.org_code
    where ancestor.depth = 0 or ancestor.ancestor_level in ('school', 'branch')
)

select
    org_code,
    school_code,
    valid_from,
    valid_to
from candidates
where depth = nearest
