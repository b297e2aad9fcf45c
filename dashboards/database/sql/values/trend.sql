-- One unit's values of one indicator through time, with the peers' bands where a year has them.
with standing as (
    {% include "database/sql/values/standing.sql" %}
)

select *
from standing
where
    indicator_code = $indicator
    and unit_level = $unit_level
    and unit_id = $unit_id
    and period_type = $period_type
    and breakdown is null
order by period_start
