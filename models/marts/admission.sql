-- 发展党员: the steps of each candidate, in five stages and twenty-five steps, and how each stands on the as-of day.
-- Grain: one row a candidate and step.
select
    candidate_no,
    org_code,
    cast(step_order as integer) as step_order,
    coalesce(stage, '其他程序') as stage,
    step,
    due_on,
    done_on,
    state,
    is_frontline_teacher
from {{ ref('int_admission') }}
