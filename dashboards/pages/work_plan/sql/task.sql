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

{% include "database/sql/placed.sql" %}

where
    ($area is null or p.area_id = $area) and ($field is null or f.field = $field)
    and ($state is null or f.state = $state)
