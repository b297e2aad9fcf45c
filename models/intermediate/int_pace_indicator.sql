-- What is forecast on which day, against the confirmed standard of that day. What has none is counted without being forecast: today, and on
-- the same day of the year before, so that the two can be held against each other. What is stopped on the day (停报) is not forecast.
-- Grain: one row an indicator and forecast day.
select
    method.indicator_code,
    method.forecast_method,
    day.forecast_day,
    day.year,
    day.year_start,
    day.month_start,
    day.months_ended,
    day.tested_month,
    day.is_open,
    day.is_same_day,
    indicator.scope,
    indicator.base_period,
    indicator.fed_by,
    indicator.members,
    indicator.subjects,
    indicator.unit,
    indicator.multiplier,
    indicator.minimum_base,
    standard.comparison,
    standard.threshold as standard
from {{ ref('int_pace_method') }} as method
inner join {{ ref('int_indicator') }} as indicator on method.indicator_code = indicator.indicator_code
cross join {{ ref('int_pace_day') }} as day
left join {{ ref('int_standard') }} as standard
    on
        method.indicator_code = standard.indicator_code
        and standard.is_judging
        and day.forecast_day between standard.valid_from and standard.valid_to
left join {{ ref('int_stopped_indicator') }} as stopped
    on
        method.indicator_code = stopped.indicator_code
        and day.forecast_day between stopped.valid_from and stopped.valid_to
where
    method.forecast_method is not null
    and stopped.indicator_code is null
    and (standard.threshold is not null or day.is_open or day.is_same_day)
