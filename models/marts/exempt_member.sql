-- Members whom an indicator of members does not ask for because they are exempt on the year's closing day: beside its denominator, so that
-- both together are the roll. By the state for which; nobody is named.
-- Grain: one row an indicator of members, unit, year and state that has members.
select
    indicator.indicator_code,
    unit.unit_level,
    unit.unit_id,
    cast(period.year as integer) as year,
    member.exemption,
    count(*) as members
from {{ ref('int_indicator') }} as indicator
cross join {{ ref('int_period') }} as period
inner join {{ ref('int_member_on_day') }} as member
    on
        period.closing_day = member.judged_on
        and member.exemption is not null
        and {{ is_member_asked_for('indicator.members', 'member') }}
inner join {{ ref('int_unit_organisation') }} as unit
    on
        member.org_code = unit.org_code
        and period.closing_day between unit.valid_from and unit.valid_to
        and unit.unit_level <> 'organisation'
where
    indicator.method in ('member_coverage', 'member_mean', 'member_with_row')
    and period.period_type = 'year'
group by indicator.indicator_code, unit.unit_level, unit.unit_id, period.year, member.exemption
