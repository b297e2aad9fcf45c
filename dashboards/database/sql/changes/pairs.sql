-- The pairs of one unit's values, one row an indicator; `can_be_explained`: what it is made of can be told apart.
with pairs as (
    {% include "database/sql/changes/pair.sql" %}
)

select
    *,
    reason is null and kind in ('ratio', 'rate', 'coverage', 'frequency') as can_be_explained
from pairs
order by indicator_code
