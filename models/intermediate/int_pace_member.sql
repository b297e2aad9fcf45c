-- Members that a forecast looks at: on the roll on the forecast day and not exempt, of the group the indicator asks for.
-- Grain: one row an indicator, forecast day and member.
select
    wanted.indicator_code,
    wanted.forecast_method,
    wanted.forecast_day,
    wanted.year,
    wanted.year_start,
    wanted.months_ended,
    member.org_code,
    member.person_key
from {{ ref('int_pace_indicator') }} as wanted
inner join {{ ref('int_member_on_day') }} as member
    on
        wanted.forecast_day = member.judged_on
        and member.exemption is null
        and {{ is_member_asked_for('wanted.members', 'member') }}
where
    wanted.forecast_method in ('hours', 'mean')
    or (wanted.forecast_method in ('once', 'in_force') and wanted.subjects = 'members')
