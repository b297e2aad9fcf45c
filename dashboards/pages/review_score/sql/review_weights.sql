-- The weights of a year, one row an item in order; empty for whom nothing is shown.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
)

select
    item,
    part,
    min(step_order) as step_order,
    max(weight) as weight,
    bool_and(is_confirmed) as is_confirmed
from seen
where kind = 'item'
group by item, part
order by step_order
