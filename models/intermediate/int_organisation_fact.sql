-- What the register says of each organisation active on the closing day of a year: its term, its 书记, its size and shape
-- (data/standards/branch_shape.csv).
-- Grain: one row an organisation and year.
with full_members as (
    select
        judged_on,
        org_code,
        count(*) as full_members
    from {{ ref('int_member_on_day') }}
    where is_full
    group by judged_on, org_code
),

schools as (
    select
        own.org_code,
        year.period_start,
        count(distinct own.school_code) as schools
    from {{ ref('int_organisation_school') }} as own
    inner join {{ ref('int_period') }} as year
        on
            year.period_type = 'year'
            and year.closing_day between own.valid_from and own.valid_to
    group by own.org_code, year.period_start
)

select
    organisation.row_key,
    organisation.org_code,
    year.closing_day,
    scope.is_branch,
    scope.is_school_org,
    organisation.term_ends_on is not null as has_term,
    coalesce(organisation.term_ends_on >= year.closing_day, false) as is_term_current,
    organisation.secretary_is_principal,
    coalesce(
        coalesce(full_members.full_members, 0) >= shape.minimum_full
        and coalesce(full_members.full_members, 0) <= shape.maximum_full
        and (shape.maximum_schools is null or coalesce(schools.schools, 0) <= shape.maximum_schools),
        false
    ) as is_well_formed
from {{ ref('int_period') }} as year
inner join {{ ref('int_organisation_scope') }} as scope
    on
        year.closing_day between scope.valid_from and scope.valid_to
        and year.closing_day between scope.active_from and scope.active_to
inner join {{ ref('stg_organisation') }} as organisation on scope.org_code = organisation.org_code
left join full_members
    on
        year.closing_day = full_members.judged_on
        and scope.org_code = full_members.org_code
left join schools
    on
        scope.org_code = schools.org_code
        and year.period_start = schools.period_start
left join {{ ref('branch_shape') }} as shape
    on
        scope.org_type = shape.org_type
        and year.closing_day >= shape.valid_from
where year.period_type = 'year'
-- The newest version of the rule.
qualify row_number() over (
    partition by organisation.org_code, year.closing_day order by shape.valid_from desc nulls last
) = 1
