-- Members that an indicator of members looks at: on the roll on the year's closing day and not exempt, of the group it asks for.
-- Grain: one row an indicator, year and member due.
select
    indicator.indicator_code,
    indicator.method,
    period.year,
    period.period_start,
    period.closing_day,
    member.org_code,
    member.person_key,
    member.row_key
from {{ ref('int_indicator') }} as indicator
cross join {{ ref('int_period') }} as period
inner join {{ ref('int_member_on_day') }} as member
    on
        period.closing_day = member.judged_on
        and member.exemption is null
        and {{ is_member_asked_for('indicator.members', 'member') }}
where
    indicator.method in ('member_coverage', 'member_mean', 'member_with_row')
    and period.period_type = 'year'
