-- Kind `frequency`, each month, quarter or semester: due periods, and those with at least one event (党小组会: up to the number of groups).
-- A period is due if the organisation was active on every day of it and it ended by the as-of day.
-- Grain: one row an indicator, organisation and due base period.
with due as (
    select
        indicator.indicator_code,
        scope.org_code,
        scope.period_type,
        scope.period_start,
        scope.period_end,
        case when indicator.per_group then scope.group_count else 1 end as owed
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and indicator.base_period = scope.period_type
    where
        indicator.method = 'frequency_period'
        and scope.period_end = scope.closing_day
        and scope.active_from <= scope.period_start
        and scope.active_to >= scope.period_end
)

select
    due.indicator_code,
    due.org_code,
    due.period_type,
    due.period_start,
    due.period_end as counted_on,
    cast(least(count(held.row_key), due.owed) as double) as numerator,
    cast(due.owed as double) as denominator
from due
left join {{ ref('int_indicator_row') }} as held
    on
        due.indicator_code = held.indicator_code
        and due.org_code = held.org_code
        and held.is_first
        and held.row_date between due.period_start and due.period_end
group by due.indicator_code, due.org_code, due.period_type, due.period_start, due.period_end, due.owed
