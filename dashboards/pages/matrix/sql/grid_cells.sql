-- The cells of the units that `grid_units` places from `first` to `last` (None: the end), in its order.
with cell as (
    {% include "pages/matrix/sql/cell.sql" %}
),

placed as (
    {% include "pages/matrix/sql/placed.sql" %}
)

select
    c.*,
    p.gaps,
    p.silent,
    p.place
from cell as c
inner join placed as p on c.unit_level = p.unit_level and c.unit_id = p.unit_id
where p.place >= $first and ($last is null or p.place <= $last)
order by p.place, c.indicator_code
