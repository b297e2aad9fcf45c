-- The chosen span, cut off at the day the build looks at. One row.
with given as (
    select
        cast($first_day as date) as first_day,
        cast($last_day as date) as last_day,
        as_of
    from marts.build_info
)

select
    first_day,
    least(last_day, as_of) as last_day,
    year(first_day) as first_year,
    year(least(last_day, as_of)) as last_year,
    first_day = make_date(year(first_day), 1, 1) and last_day = make_date(year(first_day), 12, 31)
        as is_calendar_year,
    first_day = make_date(year(first_day), 1, 1) and last_day = make_date(year(last_day), 12, 31) as is_whole_years
from given
