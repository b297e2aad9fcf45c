-- How often forecasts made in closed years were right, over the whole district: by month, then by year.
select t.* from marts.forecast_backtest as t
where exists (select 1 from own_unit) and t.unit_level = $unit_level and t.indicator_code is not distinct from $indicator
order by t.tested_month, t.year nulls first
