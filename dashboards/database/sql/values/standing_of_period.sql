-- One row an indicator for one unit and period, with definition, comparison and what is still needed.
with standing as (
    {% include "database/sql/values/standing.sql" %}
)

select *
from standing
where
    unit_level = $unit_level
    and unit_id = $unit_id
    and breakdown is null
    and period_type = $period_type
    and period_start = cast($period_start as date)
order by indicator_code
