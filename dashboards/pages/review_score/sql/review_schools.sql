-- The schools that have steps in a year, by name; empty for whom nothing is shown.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
)

select distinct
    unit_id,
    unit_name
from seen
order by unit_name, unit_id
