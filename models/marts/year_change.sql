-- 比去年: how far a yearly value moved since the year before. An open year is held against the same day of the last one, from rows dated
-- up to then (as the forecasts are tested); surveys only against whole years. `reason` says why two values are not held against each other.
-- Grain: one row an indicator, unit and year with a value.
with valued as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.year,
        unit_value.is_closed,
        unit_value.value,
        unit_value.numerator,
        unit_value.denominator,
        unit_value.lower_95,
        unit_value.upper_95,
        unit_value.standard,
        unit_value.standard_confirmed,
        unit_value.rests_on_few,
        unit_value.as_of,
        hours.hours,
        indicator.unit,
        indicator.direction,
        indicator.kind,
        indicator.base_period,
        coalesce(indicator.feeding_ledger in ('survey', 'survey_return'), false) as is_survey
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    left join {{ ref('int_hours_threshold') }} as hours
        on
            unit_value.indicator_code = hours.indicator_code
            and least(unit_value.period_end, unit_value.as_of)
            between hours.valid_from and hours.valid_to
    where
        unit_value.period_type = 'year'
        and unit_value.breakdown is null
        and unit_value.value is not null
        and not unit_value.is_suppressed
        and not indicator.is_confidential
),

same_day as (
    select
        pace.indicator_code,
        pace.unit_level,
        pace.unit_id,
        pace.year + 1 as year,
        pace.forecast_day,
        pace.so_far,
        pace.numerator,
        pace.denominator
    from {{ ref('int_pace_unit') }} as pace
    inner join {{ ref('int_indicator') }} as indicator on pace.indicator_code = indicator.indicator_code
    cross join {{ ref('int_run') }} as run
    where
        pace.forecast_day = {{ add_months('run.as_of', -12) }}
        and pace.denominator >= greatest(indicator.minimum_base, 1)
),

pair as (
    select
        valued.*,
        case when valued.is_closed then past.value else same_day.so_far end as value_before,
        case when valued.is_closed then past.numerator else same_day.numerator end as numerator_before,
        case when valued.is_closed then past.denominator else same_day.denominator end as denominator_before,
        case
            when valued.is_closed then make_date(valued.year - 1, 12, 31)
            else {{ add_months('valued.as_of', -12) }}
        end as compared_day,
        past.value as whole_before,
        valued.rests_on_few or coalesce(past.rests_on_few, false) as is_thin,
        past.indicator_code is not null
        and (
            coalesce(valued.standard, -1) <> coalesce(past.standard, -1)
            or coalesce(valued.standard_confirmed, false) <> coalesce(past.standard_confirmed, false)
            or coalesce(valued.hours, -1) <> coalesce(past.hours, -1)
        ) as is_redefined
    from valued
    left join valued as past
        on
            valued.indicator_code = past.indicator_code
            and valued.unit_level = past.unit_level
            and valued.unit_id = past.unit_id
            and valued.year - 1 = past.year
    left join same_day
        on
            valued.indicator_code = same_day.indicator_code
            and valued.unit_level = same_day.unit_level
            and valued.unit_id = same_day.unit_id
            and valued.year = same_day.year
),

reasoned as (
    select
        pair.*,
        case
            when is_survey and not is_closed then 'open'
            when value_before is null and not is_closed and whole_before is not null then 'open'
            when value_before is null then 'no_value_before'
            when is_thin then 'few_reported'
            when is_redefined then 'redefined'
        end as reason
    from pair
),

moved as (
    select
        reasoned.*,
        case when reason is null then value - value_before end as change,
        unit = '%' and numerator <= denominator and numerator_before <= denominator_before as is_share,
        100 * ({{ wilson_limit('numerator_before', 'denominator_before', z_95(), 'lower') }}) as lower_before,
        100 * ({{ wilson_limit('numerator_before', 'denominator_before', z_95(), 'upper') }}) as upper_before
    from reasoned
)

select
    indicator_code,
    unit_level,
    unit_id,
    cast(year as integer) as year,
    is_closed,
    compared_day,
    value,
    numerator,
    denominator,
    value_before,
    numerator_before,
    denominator_before,
    change,
    case
        when change is null then null
        when abs(change) < 0.05 then 'same'
        when direction not in ('higher', 'lower') then 'moved'
        when (change > 0) = (direction = 'higher') then 'better'
        else 'worse'
    end as course,
    coalesce(change is not null and is_share and (upper_before < lower_95 or lower_before > upper_95), false) as is_clear,
    reason
from moved
