-- The days on which a forecast (进度预测) is made: the as-of day of an open year, and the last day of some months of each year that has
-- ended (data/standards/forecast_rule.csv), on which it is tested. With them the same day of the year before, which the open year is held
-- against (`is_same_day`). `months_ended` is how many months of the year had ended.
-- Grain: one row a day.
with tested as (
    select
        period.year,
        period.period_start as year_start,
        cast(rule.number as integer) as tested_month,
        {{ add_days(add_months('make_date(period.year, cast(rule.number as integer), 1)', 1), -1) }} as forecast_day
    from {{ ref('int_period') }} as period
    inner join {{ ref('forecast_rule') }} as rule on rule.rule = 'tested_month'
    where period.period_type = 'year' and period.is_closed
),

same_day as (
    select
        before.year,
        before.period_start as year_start,
        {{ add_months('period.closing_day', -12) }} as forecast_day
    from {{ ref('int_period') }} as period
    inner join {{ ref('int_period') }} as before
        on
            before.period_type = 'year'
            and before.is_closed
            and period.year - 1 = before.year
    where period.period_type = 'year' and not period.is_closed
),

days as (
    select
        year,
        year_start,
        tested_month,
        forecast_day,
        false as is_open
    from tested
    union all
    select
        year,
        year_start,
        cast(null as integer) as tested_month,
        forecast_day,
        false as is_open
    from same_day
    where forecast_day not in (select tested.forecast_day from tested)
    union all
    select
        year,
        period_start as year_start,
        cast(null as integer) as tested_month,
        closing_day as forecast_day,
        true as is_open
    from {{ ref('int_period') }}
    where period_type = 'year' and not is_closed
)

select
    year,
    year_start,
    tested_month,
    forecast_day,
    is_open,
    coalesce(forecast_day in (select same_day.forecast_day from same_day), false) as is_same_day,
    {{ month_start('forecast_day') }} as month_start,
    cast(extract(month from {{ add_days('forecast_day', 1) }}) - 1 as integer) as months_ended
from days
