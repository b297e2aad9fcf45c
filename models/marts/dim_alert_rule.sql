-- 预警规则: what each alert rule watches and asks for, and whether it is in force on the as-of day.
-- Grain: one row a rule.
with watched as (
    select
        watch.rule,
        {{ joined_sorted('indicator.name_zh') }} as indicator_names
    from {{ ref('int_alert_watch') }} as watch
    inner join {{ ref('dim_indicator') }} as indicator on watch.indicator_code = indicator.indicator_code and indicator.confirmed
    group by watch.rule
)

select
    rule.rule,
    rule.name as name_zh,
    rule.period_type,
    rule.unit_level,
    watched.indicator_names,
    rule.periods_running as periods_asked,
    rule.minimum_base as base_asked,
    rule.valid_from,
    coalesce(rule.valid_to, {{ last_day_of_all() }}) as valid_to,
    {{ may_judge('rule') }}
    and rule.valid_from <= run.as_of and run.as_of <= coalesce(rule.valid_to, {{ last_day_of_all() }}) as is_in_force,
    {{ may_judge('rule') }} and run.as_of < rule.valid_from as is_proposed,
    {{ may_judge('rule') }} as may_judge,
    rule.source
from {{ ref('alert_rule') }} as rule
cross join {{ ref('int_run') }} as run
left join watched on rule.rule = watched.rule
where not {{ is_barred('rule') }}
