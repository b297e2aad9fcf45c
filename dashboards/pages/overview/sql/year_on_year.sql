-- One row an indicator: `change` in the indicator's unit against the same period a year earlier, or `reason` instead.
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
        case
            when is_hidden then 'hidden'
            when value is null then 'no_value'
            when value_before is null then 'no_value_before'
            when standard_now <> standard_before then 'redefined'
            when not is_closed and (kind not in ('frequency', 'ratio') or base_period = 'year') then 'open'
        end as reason
    from pair
),

held as (
    select
        indicator_code,
        unit,
        direction,
        year,
        year_before,
        is_closed,
        reason,
        case when reason is null then value - value_before end as change
    from judged
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
