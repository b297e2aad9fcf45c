-- The values that the viewer may see, hidden ones blank (`is_hidden`). One row an indicator, unit, period and part.
select * from seen_value
order by indicator_code, unit_level, unit_id, period_type, period_start, breakdown
