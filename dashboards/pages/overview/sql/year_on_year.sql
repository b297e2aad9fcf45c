-- One row an indicator: `change` in the indicator's unit against the same period a year earlier, or `reason` instead. The pairs are those
-- that 为什么变了 takes apart, so that a tile says the change that is explained below it.
with pairs as (
    {% include "database/sql/changes/pair.sql" %}
)

select
    indicator_code,
    unit,
    direction,
    year,
    year_before,
    is_closed,
    compared_day,
    reason,
    change,
    course
from pairs
order by indicator_code
