-- One row an indicator of one unit: its value beside that of the same period of another year, and `reason` where the two are not held
-- against each other. A year that is not over is held against the same day of the last one (`compared_day`, marts.year_change), and no
-- other period that is not over against anything: part of it beside a whole would look like a change.
with pair as (
    select
        now.indicator_code,
        i.name_zh,
        i.family,
        i.unit,
        i.direction,
        i.kind,
        i.is_confidential,
        i.feeding_ledger,
        now.period_type,
        now.period_start,
        now.year,
        now.is_closed,
        now.as_of,
        now.value,
        now.lower_95,
        now.upper_95,
        past.period_start as start_before,
        $year_before as year_before,
        case when now.is_closed then past.value when day.reason is null then day.value_before end as value_before,
        day.compared_day,
        day.indicator_code is not null as has_same_day,
        day.reason as reason_of_day,
        now.is_hidden or coalesce(past.is_hidden, false) as is_hidden,
        now.rests_on_few or coalesce(past.rests_on_few, false) as rests_on_few,
        coalesce({{ in_force('now') }}, '') as standard_now,
        coalesce({{ in_force('past') }}, '') as standard_before
    from seen_value as now
    inner join seen_indicator as i on now.indicator_code = i.indicator_code
    left join seen_value as past
        on
            now.indicator_code = past.indicator_code and now.unit_level = past.unit_level
            and now.unit_id = past.unit_id and now.period_type = past.period_type and past.breakdown is null
            and past.year = $year_before
            and extract(month from past.period_start) = extract(month from now.period_start)
    left join marts.year_change as day
        on
            now.indicator_code = day.indicator_code and now.unit_level = day.unit_level and now.unit_id = day.unit_id
            and now.year = day.year and now.period_type = 'year' and not now.is_closed and $year_before = now.year - 1
    where
        now.unit_level = $unit_level and now.unit_id = $unit_id and now.breakdown is null
        and now.period_type = $period_type and now.period_start = cast($period_start as date)
),

judged as (
    select
        *,
        case
            when is_hidden then 'hidden'
            when value is null then 'no_value'
            when not is_closed and has_same_day then reason_of_day
            when not is_closed then 'open'
            when value_before is null then 'no_value_before'
            when rests_on_few then 'few_reported'
            when standard_now <> standard_before then 'redefined'
        end as reason
    from pair
),

changed as (
    select
        *,
        case when reason is null then value - value_before end as change
    from judged
)

select
    *,
    reason is null and not coalesce(value_before between lower_95 and upper_95, false) as is_beyond_chance,
    case
        when change is null then null
        when abs(change) < 0.05 then 'same'
        when direction not in ('higher', 'lower') then 'moved'
        when (change > 0) = (direction = 'higher') then 'better'
        else 'worse'
    end as course
from changed
