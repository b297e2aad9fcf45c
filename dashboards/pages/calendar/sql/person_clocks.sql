-- What runs for members, by name, for those who may see names of members: the own branch, school and the district. The first to be
-- full first.
with fact as (
    select
        c.*,
        {{ as_of_day() }} as on_day
    from marts.person_clock as c
    where
        $sees_member_names and {{ belongs('c.org_code', as_of_day()) }}
        and ($clock is null or c.clock = $clock)
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.*,
    n.member_name,
    p.org_name,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id,
    date_diff('day', f.told_until, f.due_on) as days_left
from fact as f
inner join place as p on f.org_code = p.org_code
left join marts.clock_name as n on f.person_key = n.person_key
where $area is null or p.area_id = $area
order by f.due_on, p.org_name, n.member_name, f.clock
