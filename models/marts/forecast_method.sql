-- How each indicator with a confirmed standard is forecast, in words, or why it is not.
-- Grain: one row an indicator with a confirmed standard that somebody may ask a forecast of.
select
    method.indicator_code,
    method.forecast_method,
    way.label,
    way.sentence,
    method.left_out_reason,
    rule.number as least_months
from {{ ref('int_pace_method') }} as method
inner join {{ ref('dim_indicator') }} as indicator
    on
        method.indicator_code = indicator.indicator_code
        and indicator.confirmed
inner join {{ ref('forecast_rule') }} as rule on rule.rule = 'least_months'
left join {{ ref('forecast_way') }} as way on method.forecast_method = way.forecast_method
