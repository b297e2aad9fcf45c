-- One row a step: how often it was due, done in time, done late, is overdue, or is to come.
with step as (
    {% include "database/sql/admission/step.sql" %}
)

select
    step_order,
    stage,
    step,
    count(*) as steps,
    count(*) filter (where state = 'done') as done,
    count(*) filter (where state = 'done_late') as done_late,
    count(*) filter (where state = 'overdue') as overdue,
    count(*) filter (where state = 'to_come') as to_come
from step
group by step_order, stage, step
order by step_order nulls last, step
