-- 标准模拟: how far the hours of the members of a unit reach, so that another threshold can be tried without a build.
-- Grain: one row an indicator, unit, year and reach.
select
    member.indicator_code,
    unit.unit_level,
    unit.unit_id,
    cast(member.year as integer) as year,
    member.reach,
    cast(count(*) as bigint) as members
from {{ ref('int_member_hours') }} as member
inner join {{ ref('int_indicator') }} as indicator
    on
        member.indicator_code = indicator.indicator_code
        and indicator.method = 'member_coverage'
inner join {{ ref('int_unit_organisation') }} as unit
    on
        member.org_code = unit.org_code
        and member.closing_day between unit.valid_from and unit.valid_to
        and unit.unit_level <> 'organisation'
inner join {{ ref('int_reported') }} as reported
    on
        indicator.fed_by = reported.presence
        and member.org_code = reported.org_code
        and member.year = reported.year
group by member.indicator_code, unit.unit_level, unit.unit_id, member.year, member.reach
