-- 年度要点任务: tasks of the year's plan by organisation.
-- Grain: one row a year, task and organisation.
with latest as (
    {{ latest_rows('work_task') }}
)

select
    row_key,
    year,
    task_no,
    field,
    task,
    org_code,
    due_on,
    done_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
