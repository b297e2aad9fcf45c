-- 进度预测: what a unit's value comes to by the year's end.
-- Grain: one row an indicator, unit and forecast day.
with pooled as (
    select
        indicator_code,
        unit_level,
        unit_id,
        forecast_day,
        {{ same_every_time('sum(numerator)') }} as numerator,
        {{ same_every_time('sum(denominator)') }} as denominator,
        {{ same_every_time('sum(pace_numerator)') }} as pace_numerator,
        {{ same_every_time('sum(pace_denominator)') }} as pace_denominator,
        {{ same_every_time('sum(best_numerator)') }} as best_numerator,
        {{ same_every_time('sum(best_denominator)') }} as best_denominator,
        {{ same_every_time('sum(sure_numerator)') }} as sure_numerator,
        {{ same_every_time('sum(sure_denominator)') }} as sure_denominator
    from {{ ref('int_pace_added') }}
    group by indicator_code, unit_level, unit_id, forecast_day
),

valued as (
    select
        pooled.*,
        wanted.forecast_method,
        wanted.year,
        wanted.tested_month,
        wanted.is_open,
        wanted.months_ended,
        wanted.unit,
        wanted.minimum_base,
        wanted.comparison,
        wanted.standard,
        wanted.multiplier * pooled.numerator / nullif(pooled.denominator, 0) as so_far,
        wanted.multiplier * pooled.pace_numerator / nullif(pooled.pace_denominator, 0) as at_pace,
        wanted.multiplier * pooled.best_numerator / nullif(pooled.best_denominator, 0) as best_possible,
        wanted.multiplier * pooled.sure_numerator / nullif(pooled.sure_denominator, 0) as already_sure
    from pooled
    inner join {{ ref('int_pace_indicator') }} as wanted
        on
            pooled.indicator_code = wanted.indicator_code
            and pooled.forecast_day = wanted.forecast_day
),

judged as (
    select
        valued.*,
        denominator < greatest(minimum_base, 1) and forecast_method not in ('periods', 'times') as is_too_few,
        coalesce({{ meets('already_sure', 'comparison', 'standard') }}, false) as is_certain,
        -- Of all rows and of none: one row that broke it stays.
        coalesce(not {{ meets('best_possible', 'comparison', 'standard') }}, false)
        or (
            forecast_method = 'stands'
            and unit = '%'
            and (
                (comparison = '>=' and standard >= 100 and numerator < denominator)
                or (comparison = '<=' and standard <= 0 and numerator > 0)
            )
        ) as is_impossible,
        {{ meets('at_pace', 'comparison', 'standard') }} as is_on_pace
    from valued
),

reasoned as (
    select
        judged.*,
        case
            when is_too_few then 'too_few'
            when is_certain or is_impossible then null
            when denominator = 0 then 'nothing_due'
            when months_ended < rule.number then 'too_early'
            when is_on_pace is null then 'once'
        end as reason
    from judged
    inner join {{ ref('forecast_rule') }} as rule on rule.rule = 'least_months'
)

select
    indicator_code,
    unit_level,
    unit_id,
    forecast_day,
    year,
    tested_month,
    is_open,
    forecast_method,
    numerator,
    denominator,
    so_far,
    at_pace,
    best_possible,
    already_sure,
    best_numerator - sure_numerator as still_open,
    reason,
    case
        when reason is not null then 'undecided'
        when is_certain then 'certain'
        when is_impossible then 'impossible'
        when is_on_pace then 'will_meet'
        else 'will_miss'
    end as outcome
from reasoned
