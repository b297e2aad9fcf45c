-- How many tasks stand where, one row a group. `columns` is what they are grouped by, `order` what they are sorted by.
with task as (
    {% include "pages/work_plan/sql/task.sql" %}
)

select
    {{ columns }},
    count(*) as tasks,
    count(*) filter (where due_on <= {{ as_of_day() }}) as due,
    count(*) filter (where state = 'done') as done,
    count(*) filter (where state = 'done_late') as done_late,
    count(*) filter (where state = 'overdue') as overdue,
    count(*) filter (where state = 'to_come') as to_come
from task
group by {{ columns }}
order by {{ order }}
