-- 问题整改台账: problems raised, their deadline and when they were closed.
-- Grain: one row a problem.
with latest as (
    {{ latest_rows('problem') }}
)

select
    row_key,
    problem_no,
    org_code,
    source as problem_source,
    category,
    description,
    action,
    raised_on,
    due_on,
    closed_on,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
