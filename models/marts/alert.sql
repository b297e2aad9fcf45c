-- 预警: where a rule's conditions held at the end of a period: below standard for as many periods running as it asks, each on a base
-- that is large enough. Rules on trial are in it too: the back-test is made of these rows.
-- Grain: one row a rule, indicator, unit and period.
with held as (
    select
        watch.rule,
        short.indicator_code,
        short.unit_level,
        short.unit_id,
        short.period_type,
        short.period_start,
        min(coalesce(earlier.denominator, 0)) as base
    from {{ ref('int_alert_watch') }} as watch
    inner join {{ ref('unit_shortfall') }} as short
        on
            watch.indicator_code = short.indicator_code
            and watch.unit_level = short.unit_level
            and watch.period_type = short.period_type
            and watch.periods_asked <= short.periods_running
    inner join {{ ref('unit_shortfall') }} as earlier
        on
            short.indicator_code = earlier.indicator_code
            and short.unit_level = earlier.unit_level
            and short.unit_id = earlier.unit_id
            and short.period_type = earlier.period_type
            and short.since = earlier.since
            and earlier.periods_running between short.periods_running - watch.periods_asked + 1 and short.periods_running
    where short.status = 'not_met'
    group by
        watch.rule, watch.base_asked,
        short.indicator_code, short.unit_level, short.unit_id, short.period_type, short.period_start
    having min(coalesce(earlier.denominator, 0)) >= watch.base_asked
)

select
    held.rule,
    held.indicator_code,
    held.unit_level,
    held.unit_id,
    held.period_type,
    held.period_start,
    period.period_end as stands_from,
    period.newest_until as stands_to,
    short.periods_running,
    short.since,
    held.base,
    short.numerator,
    short.denominator,
    short.value,
    short.standard,
    short.gap,
    row_number() over (
        partition by held.rule, held.indicator_code, held.unit_level, held.unit_id, short.since
        order by held.period_start nulls last
    ) = 1 as is_raised,
    rule.is_in_force and run.as_of between period.period_end and period.newest_until as is_current
from held
inner join {{ ref('unit_shortfall') }} as short
    on
        held.indicator_code = short.indicator_code
        and held.unit_level = short.unit_level
        and held.unit_id = short.unit_id
        and held.period_type = short.period_type
        and held.period_start = short.period_start
inner join {{ ref('int_closed_period') }} as period
    on held.period_type = period.period_type and held.period_start = period.period_start
inner join {{ ref('dim_alert_rule') }} as rule on held.rule = rule.rule
cross join {{ ref('int_run') }} as run
