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

select
    f.*,
    p.org_name,
    p.area_id,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id
from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
where ($area is null or p.area_id = $area)
