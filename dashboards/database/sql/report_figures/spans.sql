-- The periods of a year that the calendar of the build knows: period_type, period_start, period_end.
select distinct
    period_type,
    period_start,
    period_end
from seen_value
where year = $year and unit_level = $own_level
order by
    case period_type when 'year' then 1 when 'semester' then 2 when 'quarter' then 3 else 4 end,
    period_start
