-- What is forecast on which day, against the confirmed standard of that day.
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
inner join {{ ref('int_standard') }} as standard
    on
        method.indicator_code = standard.indicator_code
        and standard.is_judging
        and day.forecast_day between standard.valid_from and standard.valid_to
where method.forecast_method is not null
