-- The days on which a forecast (进度预测) is made: the as-of day of an open year, and the last day of some months of each year that has
-- ended (data/standards/forecast_rule.csv), on which it is tested. `months_ended` is how many months of the year had ended.
-- Grain: one row a day.
with days as (
    select
        period.year,
        period.period_start as year_start,
        cast(rule.number as integer) as tested_month,
        {{ add_days(add_months('make_date(period.year, cast(rule.number as integer), 1)', 1), -1) }} as forecast_day
    from {{ ref('int_period') }} as period
    inner join {{ ref('forecast_rule') }} as rule on rule.rule = 'tested_month'
    where period.period_type = 'year' and period.is_closed
    union all
    select
        year,
        period_start as year_start,
        cast(null as integer) as tested_month,
        closing_day as forecast_day
    from {{ ref('int_period') }}
    where period_type = 'year' and not is_closed
)

select
    year,
    year_start,
    tested_month,
    forecast_day,
    {{ month_start('forecast_day') }} as month_start,
    cast(extract(month from {{ add_days('forecast_day', 1) }}) - 1 as integer) as months_ended
from days
