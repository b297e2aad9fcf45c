-- What kind of organisation it was, day by day: branch-level, a school's own topmost organisation, or both.
-- A 联合党支部 is branch-level only; a small school's only 党支部 is both.
-- Grain: one row an organisation and stretch of days.
with in_school as (
    select distinct
        org_code,
        valid_from
    from {{ ref('int_organisation_school') }}
),

parents_school as (
    select distinct
        stretch.org_code,
        stretch.valid_from
    from {{ ref('int_organisation_stretch') }} as stretch
    inner join {{ ref('int_organisation_school') }} as own
        on
            stretch.org_code = own.org_code
            and stretch.valid_from = own.valid_from
    inner join {{ ref('int_organisation_ancestor') }} as parent
        on
            stretch.org_code = parent.org_code
            and parent.depth = 1
            and stretch.valid_from between parent.valid_from and parent.valid_to
    inner join {{ ref('int_organisation_life') }} as parent_life on parent.ancestor_code = parent_life.org_code
    inner join {{ ref('int_organisation_school') }} as above
        on
            parent.ancestor_code = above.org_code
            and own.school_code = above.school_code
            -- The parent's schools of that day, or of the nearest day of its life.
            and least(greatest(stretch.valid_from, parent_life.active_from), parent_life.active_to)
            between above.valid_from and above.valid_to
)

select
    stretch.org_code,
    stretch.valid_from,
    stretch.valid_to,
    version.active_from,
    version.active_to,
    version.org_type,
    levels.organisation_level,
    coalesce(levels.organisation_level = 'branch', false) as is_branch,
    coalesce(
        levels.organisation_level in ('school', 'branch')
        and version.org_type <> '联合党支部'
        and in_school.org_code is not null
        and parents_school.org_code is null,
        false
    ) as is_school_org,
    organisation.group_count,
    organisation.has_study_centre,
    organisation.is_staff_branch
from {{ ref('int_organisation_stretch') }} as stretch
inner join {{ ref('int_organisation_version') }} as version
    on
        stretch.org_code = version.org_code
        and stretch.valid_from between version.valid_from and version.valid_to
inner join {{ ref('stg_organisation') }} as organisation on stretch.org_code = organisation.org_code
left join {{ ref('organisation_type') }} as levels on version.org_type = levels.org_type
left join in_school
    on
        stretch.org_code = in_school.org_code
        and stretch.valid_from = in_school.valid_from
left join parents_school
    on
        stretch.org_code = parents_school.org_code
        and stretch.valid_from = parents_school.valid_from
