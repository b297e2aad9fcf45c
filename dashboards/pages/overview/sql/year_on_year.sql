-- One row an indicator: `change` in the indicator's unit against the same period a year earlier, or `reason` instead. A year that is not over
-- is held against the same day of the last one (`compared_day`) where marts.year_change has it.
with pair as (
    select
        now.indicator_code,
        i.unit,
        i.direction,
        i.kind,
        i.base_period,
        now.year,
        now.is_closed,
        now.value,
        past.value as value_before,
        past.year as year_before,
        now.is_hidden or coalesce(past.is_hidden, false) as is_hidden,
        now.rests_on_few or past.rests_on_few as rests_on_few,
        coalesce({{ in_force('now') }}, '') as standard_now,
        coalesce({{ in_force('past') }}, '') as standard_before
    from seen_value as now
    inner join seen_indicator as i on now.indicator_code = i.indicator_code
    left join seen_value as past
        on
            now.indicator_code = past.indicator_code and now.unit_level = past.unit_level
            and now.unit_id = past.unit_id and now.period_type = past.period_type and past.breakdown is null
            and past.year = now.year - 1
            and extract(month from past.period_start) = extract(month from now.period_start)
    where
        now.unit_level = $unit_level and now.unit_id = $unit_id and now.breakdown is null
        and now.period_type = $period_type and now.period_start = cast($period_start as date)
),

judged as (
    select
        *,
        {{ why_not_compared() }} as reason
    from pair
),

held as (
    select
        j.indicator_code,
        j.unit,
        j.direction,
        j.year,
        j.year_before,
        j.is_closed,
        y.compared_day,
        case when y.indicator_code is null then j.reason else y.reason end as reason,
        case
            when y.indicator_code is not null then y.change
            when j.reason is null then j.value - j.value_before
        end as change
    from judged as j
    left join marts.year_change as y
        on
            j.indicator_code = y.indicator_code and y.unit_level = $unit_level and y.unit_id = $unit_id
            and j.year = y.year and $period_type = 'year' and not j.is_closed and not j.is_hidden
)

select
    *,
    case
        when change is null then null
        when abs(change) < 0.05 then 'same'
        when direction not in ('higher', 'lower') then 'moved'
        when (change > 0) = (direction = 'higher') then 'better'
        else 'worse'
    end as course
from held
order by indicator_code
