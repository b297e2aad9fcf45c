-- How each indicator is forecast, in words, or why it is not.
select
    m.*,
    i.name_zh
from marts.forecast_method as m
inner join seen_indicator as i on m.indicator_code = i.indicator_code
order by m.indicator_code
