-- What kind of organisation it was on each stretch of days: branch-level, a school's own topmost organisation, or both.
-- A 联合党支部 is branch-level only; a small school's only 党支部 is both.
-- Grain: one row an organisation and stretch of days.
with parents_school as (
    select distinct
        version.org_code,
        version.valid_from
    from {{ ref('int_organisation_version') }} as version
    inner join {{ ref('int_organisation_school') }} as own
        on
            version.org_code = own.org_code
            and version.valid_from <= own.valid_to
            and version.valid_to >= own.valid_from
    inner join {{ ref('int_organisation_school') }} as above
        on
            version.parent_code = above.org_code
            and own.school_code = above.school_code
            and version.valid_from <= above.valid_to
            and version.valid_to >= above.valid_from
),

with_school as (
    select distinct org_code from {{ ref('int_organisation_school') }}
)

select
    version.org_code,
    version.valid_from,
    version.valid_to,
    version.active_from,
    version.active_to,
    version.org_type,
    version.parent_code,
    levels.organisation_level,
    coalesce(levels.organisation_level = 'branch', false) as is_branch,
    coalesce(
        levels.organisation_level in ('school', 'branch')
        and version.org_type <> '联合党支部'
        and with_school.org_code is not null
        and parents_school.org_code is null,
        false
    ) as is_school_org,
    organisation.group_count,
    organisation.has_study_centre
from {{ ref('int_organisation_version') }} as version
inner join {{ ref('stg_organisation') }} as organisation on version.org_code = organisation.org_code
left join {{ ref('organisation_type') }} as levels on version.org_type = levels.org_type
left join with_school on version.org_code = with_school.org_code
left join parents_school
    on
        version.org_code = parents_school.org_code
        and version.valid_from = parents_school.valid_from
