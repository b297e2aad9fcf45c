-- How each indicator with a confirmed standard is forecast, in words, or why it is not.
-- Grain: one row an indicator with a confirmed standard that somebody may ask a forecast of.
select
    method.indicator_code,
    method.forecast_method,
    way.label,
    way.sentence,
    method.left_out_reason
from {{ ref('int_pace_method') }} as method
inner join {{ ref('dim_indicator') }} as indicator
    on
        method.indicator_code = indicator.indicator_code
        and indicator.confirmed
left join {{ ref('forecast_way') }} as way on method.forecast_method = way.forecast_method
