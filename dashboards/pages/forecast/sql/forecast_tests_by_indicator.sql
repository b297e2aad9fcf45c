-- The same indicator by indicator, all closed years together.
select
    t.*,
    i.name_zh
from marts.forecast_backtest as t
inner join seen_indicator as i on t.indicator_code = i.indicator_code
where t.unit_level = $unit_level and t.year is null and not i.is_confidential
order by t.indicator_code, t.tested_month
