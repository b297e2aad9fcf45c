-- One row a unit and confirmed indicator of the year, by 片区 and name.
with cell as (
    {% include "review_packs/sql/cell.sql" %}
)

select * from cell
order by area_id nulls last, unit_name, unit_id, indicator_code
