-- The problems that came back: one row an organisation and category; of `chosen` year and state say nothing.
with fact as (
    select
        h.*,
        h.last_raised_on as on_day
    from marts.problem_history as h
    where
        {{ belongs('h.org_code', 'h.last_raised_on') }}
        and ($org is null or h.org_code = $org) and ($category is null or h.category = $category)
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.*,
    p.org_name,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id
from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
where ($area is null or p.area_id = $area)
order by f.is_current desc, f.years_raised desc, f.similarity desc nulls last, p.org_name asc, f.category asc
