-- 预警: where a rule's conditions held at the end of a period: below standard for as many periods running as it asks, each on a base
-- that is large enough. Rules on trial are in it too: the back-test is made of these rows. Of what a quarter brings to one school no more than
-- data/standards/alert_limit.csv allows is said, the widest gaps first (rules on trial last); the rest stays below the line.
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
),

spoken as (
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
),

bearable as (
    select 3 * most as per_quarter from {{ ref('alert_limit') }}
    where what = 'alerts_per_school_per_month'
),

placed as (
    select
        spoken.rule,
        spoken.indicator_code,
        spoken.unit_level,
        spoken.unit_id,
        spoken.since,
        row_number() over (
            partition by told.school_id, quarter.period_start
            order by
                rule.is_in_force desc, rule.is_proposed desc,
                round(spoken.gap / nullif(spoken.standard, 0), 9) desc nulls last,
                spoken.rule asc, spoken.indicator_code asc, spoken.unit_level asc, spoken.unit_id asc
        ) as place
    from spoken
    inner join {{ ref('dim_alert_rule') }} as rule on spoken.rule = rule.rule
    inner join {{ ref('int_period') }} as quarter
        on
            quarter.period_type = 'quarter'
            and spoken.stands_from between quarter.period_start and quarter.period_end
    inner join {{ ref('int_unit_school') }} as told
        on
            spoken.unit_level = told.unit_level
            and spoken.unit_id = told.unit_id
            and spoken.stands_from between told.valid_from and told.valid_to
    where spoken.is_raised
),

-- A branch of several schools is below the line of any one of them.
below as (
    select distinct
        placed.rule,
        placed.indicator_code,
        placed.unit_level,
        placed.unit_id,
        placed.since
    from placed
    cross join bearable
    where placed.place > bearable.per_quarter
)

select
    spoken.*,
    below.rule is not null as is_below_line
from spoken
left join below
    on
        spoken.rule = below.rule
        and spoken.indicator_code = below.indicator_code
        and spoken.unit_level = below.unit_level
        and spoken.unit_id = below.unit_id
        and spoken.since = below.since
