-- Which indicators each alert rule (预警规则) watches, with what it asks for. Discipline is never watched; a rule or an indicator that
-- policy bars or disputes is left out.
-- Grain: one row a rule and indicator.
select
    rule.rule,
    indicator.indicator_code,
    rule.period_type,
    rule.unit_level,
    rule.periods_running as periods_asked,
    rule.minimum_base as base_asked,
    rule.valid_from,
    coalesce(rule.valid_to, {{ last_day_of_all() }}) as valid_to
from {{ ref('alert_rule') }} as rule
inner join {{ ref('int_indicator') }} as indicator
    on
        not indicator.is_confidential
        and indicator.may_judge
        and (
            concat('、', coalesce(rule.families, ''), '、') like concat('%、', indicator.family, '、%')
            or concat('、', coalesce(rule.indicators, ''), '、') like concat('%、', indicator.indicator_code, '、%')
        )
where {{ may_judge('rule') }}
