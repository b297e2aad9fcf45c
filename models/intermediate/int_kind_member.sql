-- Kind `coverage` of members (those whose hours reach their threshold) and `mean` of members (their hours), by the branch they count in.
-- Grain: one row an indicator, organisation and year.
select
    member.indicator_code,
    member.org_code,
    'year' as period_type,
    member.period_start,
    member.closing_day as counted_on,
    cast(sum(
        case
            when indicator.method = 'member_mean' then member.hours
            when member.is_met then 1
            else 0
        end
    ) as double) as numerator,
    cast(count(*) as double) as denominator
from {{ ref('int_member_hours') }} as member
inner join {{ ref('int_indicator') }} as indicator on member.indicator_code = indicator.indicator_code
group by member.indicator_code, member.org_code, member.period_start, member.closing_day
