-- One row a unit of the grid in its order: `gaps` (not_met, behind), of them `severe` and `marked`, `silent` (not_reported), `total`.
with cell as (
    {% include "pages/matrix/sql/cell.sql" %}
),

placed as (
    {% include "pages/matrix/sql/placed.sql" %}
)

select
    unit_level,
    unit_id,
    unit_name,
    indicators,
    gaps,
    severe,
    marked,
    silent,
    total,
    place
from placed
order by place
