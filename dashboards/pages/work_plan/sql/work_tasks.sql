-- The tasks of a year, a row a task and organisation: longest overdue first, then what comes next.
with task as (
    {% include "pages/work_plan/sql/task.sql" %}
)

select
    *,
    case when state = 'overdue' then date_diff('day', due_on, {{ as_of_day() }}) end as days_over,
    count(*) over () as total
from task
order by days_over desc nulls last, due_on asc, try_cast(task_no as integer), task_no asc, org_name asc
limit $limit
