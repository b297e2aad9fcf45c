-- The flagged rows of the viewer's organisations: rule, reason, file, sheet and row.
with flag as (
    {% include "pages/submissions/sql/flag.sql" %}
)

select
    *,
    count(*) over () as total
from flag
order by label, org_name, row_date, file, sheet, row_number limit $limit
