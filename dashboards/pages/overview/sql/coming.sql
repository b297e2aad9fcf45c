-- What falls due within so many days of the as-of day for the viewer's organisations: one row a kind, the first to come first.
with fact as (
    select
        c.*,
        {{ as_of_day() }} as on_day
    from marts.coming_due as c
    where c.days_left <= $within and {{ belongs('c.org_code', as_of_day()) }}
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.what,
    cast(sum(f.items) as bigint) as items,
    count(distinct f.org_code) as organisations,
    min(f.due_on) as first_on,
    min_by(f.act_by, f.due_on) as first_act_by
from fact as f
inner join place as p on f.org_code = p.org_code
where $area is null or p.area_id = $area
group by f.what
order by first_on, f.what
