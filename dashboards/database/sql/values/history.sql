-- All indicators and kinds of periods of one unit up to `last_year`; values only.
with standing as (
    {% include "database/sql/values/standing.sql" %}
)

select *
from standing
where
    unit_level = $unit_level
    and unit_id = $unit_id
    and year <= $last_year
    and breakdown is null
    and value is not null
order by indicator_code, period_type, period_start
