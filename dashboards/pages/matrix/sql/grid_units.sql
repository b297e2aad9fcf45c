-- One row a unit of the grid in its order: `gaps` (not_met, behind), `silent` (not_reported), `total`.
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
    silent,
    total,
    place
from placed
order by place
