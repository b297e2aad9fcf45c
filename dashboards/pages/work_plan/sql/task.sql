-- The chosen tasks of a year, each with where its organisation was when it was due. One row a task and organisation.
with fact as (
    select
        t.*,
        coalesce(t.due_on, make_date(t.year, 12, 31)) as on_day
    from marts.work_task as t
    where t.year = $year and {{ belongs('t.org_code', 'coalesce(t.due_on, make_date(t.year, 12, 31))') }}
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.*,
    p.org_name,
    p.area_id,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id
from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
where
    ($area is null or p.area_id = $area) and ($field is null or f.field = $field)
    and ($state is null or f.state = $state)
