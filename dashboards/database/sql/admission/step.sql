-- Steps of the candidates in the viewer's organisations, each placed on the day it is due or was done. One row a candidate
-- and step.
with fact as (
    select
        a.*,
        coalesce(a.due_on, a.done_on, {{ as_of_day() }}) as on_day
    from marts.admission as a
    where {{ belongs('a.org_code', 'coalesce(a.due_on, a.done_on, ' ~ as_of_day() ~ ')') }}
),

place as (
    {% include "database/sql/place.sql" %}
)

{% include "database/sql/placed.sql" %}

where ($area is null or p.area_id = $area)
