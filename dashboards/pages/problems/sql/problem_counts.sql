-- How many problems stand where, one row a group; most overdue first. `columns` is what they are grouped by.
with found as (
    {% include "pages/problems/sql/found.sql" %}
)

select
    {{ columns }},
    count(*) as problems,
    count(*) filter (where state = 'overdue') as overdue,
    count(*) filter (where state = 'due_soon') as due_soon,
    count(*) filter (where state = 'to_come') as to_come,
    count(*) filter (where state = 'done') as done,
    count(*) filter (where state = 'done_late') as done_late
from found
group by {{ columns }}
order by overdue desc, problems desc, {{ columns }} asc
