-- 年度要点: tasks of the year's plan with each organisation that owes them, and how they stand on the as-of day.
-- Grain: one row a year, task and organisation.
{{ config(materialized='ephemeral') }}

select
    task.year,
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
