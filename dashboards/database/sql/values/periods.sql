-- Kinds of period and first days that hold values of a year in the viewer's scope.
select distinct
    period_type,
    period_start
from seen_value
where
    year = $year and ($indicator is null or indicator_code = $indicator)
    and unit_level = $own_level and period_type <> 'year'
order by period_type, period_start
