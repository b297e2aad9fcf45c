-- What the build says of itself.
select
    as_of,
    built_at,
    first_year,
    last_year
from marts.build_info
order by as_of
limit 1
