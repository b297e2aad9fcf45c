-- 发展党员进度: steps of candidates with limits and days done.
-- Grain: one row a candidate and step.
with latest as (
    {{ latest_rows('admission') }}
)

select
    row_key,
    candidate_no,
    org_code,
    step,
    due_on,
    done_on,
    coalesce(is_frontline_teacher, false) as is_frontline_teacher,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
