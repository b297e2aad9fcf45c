-- To which organisations each scope (data/standards/scope.csv) applied in each period: judged on the closing day, or on the
-- organisation's last day if it ended before. O02's seven 正式党员 are counted on that day.
-- Grain: one row a scope, organisation and period.
with judged as (
    select
        scope.org_code,
        scope.is_branch,
        scope.is_school_org,
        scope.group_count,
        scope.has_study_centre,
        scope.is_staff_branch,
        scope.organisation_level,
        scope.active_from,
        scope.active_to,
        period.period_type,
        period.period_start,
        period.period_end,
        period.closing_day,
        period.year,
        least(period.closing_day, scope.active_to) as judged_on
    from {{ ref('int_period') }} as period
    inner join {{ ref('int_organisation_scope') }} as scope
        on
            period.closing_day >= scope.active_from
            and period.period_start <= scope.active_to
            and least(period.closing_day, scope.active_to) between scope.valid_from and scope.valid_to
),

full_members as (
    select
        judged_on,
        org_code,
        count(*) as full_members
    from {{ ref('int_member_on_day') }}
    where is_full
    group by judged_on, org_code
)

select
    rule.scope,
    judged.org_code,
    judged.period_type,
    judged.period_start,
    judged.period_end,
    judged.closing_day,
    judged.year,
    judged.judged_on,
    judged.active_from,
    judged.active_to,
    judged.group_count,
    judged.organisation_level,
    judged.is_school_org,
    judged.is_branch or judged.is_school_org as is_reporter
from judged
cross join {{ ref('scope') }} as rule
left join full_members
    on
        judged.org_code = full_members.org_code
        and judged.judged_on = full_members.judged_on
where
    (
        rule.organisation_level = 'any'
        or (rule.organisation_level = 'branch' and judged.is_branch)
        or (rule.organisation_level = 'school_org' and judged.is_school_org)
        or (
            rule.organisation_level = 'district_or_school_org'
            and (judged.organisation_level = 'district' or judged.is_school_org)
        )
        or (rule.organisation_level = 'reporter' and (judged.is_branch or judged.is_school_org))
    )
    and (rule.minimum_full_members = 0 or coalesce(full_members.full_members, 0) >= rule.minimum_full_members)
    and (not rule.needs_groups or judged.group_count >= 1)
    and (not rule.needs_staff_branch or judged.is_staff_branch)
    and (not rule.needs_study_centre or judged.has_study_centre)
