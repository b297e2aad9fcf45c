-- The district's fixed days of a year: activity_type, fixed_day, source.
select
    activity_type,
    fixed_day,
    source
from marts.fixed_theme_day
where $is_known and extract(year from month) = $year
order by fixed_day, activity_type
