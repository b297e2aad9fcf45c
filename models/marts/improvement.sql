-- 进步: units that were below standard a year ago and have met it since for as many periods as the rule asks of an alert, each on the
-- base the rule asks for: the alert rules the other way round. Whoever lists them leaves out units with an alert that stands.
-- Grain: one row a rule, indicator, unit and period.
with judged as (
    select
        watch.rule,
        watch.periods_asked,
        watch.valid_from,
        watch.valid_to,
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.status,
        unit_value.value,
        unit_value.standard,
        unit_value.numerator,
        unit_value.denominator,
        period.period_end,
        period.newest_until,
        period.place
    from {{ ref('int_alert_watch') }} as watch
    inner join {{ ref('indicator_value') }} as unit_value
        on
            watch.indicator_code = unit_value.indicator_code
            and watch.unit_level = unit_value.unit_level
            and watch.period_type = unit_value.period_type
            and watch.base_asked <= unit_value.denominator
            and unit_value.breakdown is null
            and not unit_value.rests_on_few
            and not unit_value.is_suppressed
            and unit_value.status in ('met', 'not_met')
    inner join {{ ref('int_closed_period') }} as period
        on unit_value.period_type = period.period_type and unit_value.period_start = period.period_start
),

risen as (
    select
        now_met.rule,
        now_met.indicator_code,
        now_met.unit_level,
        now_met.unit_id,
        now_met.period_start,
        before.value as value_before
    from judged as now_met
    inner join judged as before
        on
            now_met.rule = before.rule
            and now_met.indicator_code = before.indicator_code
            and now_met.unit_id = before.unit_id
            and {{ add_months('now_met.period_start', -12) }} = before.period_start
            and before.status = 'not_met'
    inner join judged as since
        on
            now_met.rule = since.rule
            and now_met.indicator_code = since.indicator_code
            and now_met.unit_id = since.unit_id
            and greatest(before.place, now_met.place - now_met.periods_asked) < since.place
            and now_met.place >= since.place
            and since.status = 'met'
    where now_met.status = 'met'
    group by
        now_met.rule, now_met.indicator_code, now_met.unit_level, now_met.unit_id, now_met.period_start,
        now_met.place, now_met.periods_asked, before.place, before.value
    having count(*) = now_met.place - greatest(before.place, now_met.place - now_met.periods_asked)
),

shown as (
    select most from {{ ref('alert_limit') }}
    where what = 'improvements_shown'
)

select
    risen.rule,
    risen.indicator_code,
    risen.unit_level,
    risen.unit_id,
    judged.period_type,
    risen.period_start,
    judged.period_end as stands_from,
    judged.newest_until as stands_to,
    judged.numerator,
    judged.denominator,
    judged.value,
    risen.value_before,
    judged.standard,
    abs(judged.value - risen.value_before) as rise,
    abs(judged.value - risen.value_before) / nullif(judged.standard, 0) as rise_of_standard,
    cast(shown.most as integer) as most_shown
from risen
inner join judged
    on
        risen.rule = judged.rule
        and risen.indicator_code = judged.indicator_code
        and risen.unit_level = judged.unit_level
        and risen.unit_id = judged.unit_id
        and risen.period_start = judged.period_start
cross join shown
