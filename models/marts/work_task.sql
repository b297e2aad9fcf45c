-- 年度要点: each task of the year's plan with each organisation that owes it, and how it stands on the as-of day.
-- Grain: one row a year, task and organisation.
select
    cast(year as integer) as year,
    task_no,
    field,
    task,
    org_code,
    due_on,
    done_on,
    state
from {{ ref('int_work_task') }}
