-- 年度要点: each task of the year's plan with each organisation that owes it, and how it stands on the as-of day.
-- Grain: one row a year, task and organisation.
select
    cast(task.year as integer) as year,
    task.task_no,
    task.field,
    task.task,
    task.org_code,
    task.due_on,
    task.done_on,
    deadline.state
from {{ ref('stg_work_task') }} as task
inner join {{ ref('int_deadline') }} as deadline
    on
        deadline.what = 'task'
        and task.row_key = deadline.row_key
