-- Steps of admission with their stage; `is_admission` marks the one by which a candidate becomes 预备党员.
-- Grain: one row a candidate and step.
select
    admission.row_key,
    admission.org_code,
    admission.candidate_no,
    admission.step,
    coalesce(steps.step_order, 0) as step_order,
    steps.stage,
    admission.due_on,
    admission.done_on,
    deadline.state,
    admission.is_frontline_teacher,
    coalesce(steps.is_admission, false) and admission.done_on is not null as is_admission
from {{ ref('stg_admission') }} as admission
inner join {{ ref('int_deadline') }} as deadline
    on
        deadline.what = 'step'
        and admission.row_key = deadline.row_key
left join {{ ref('admission_step') }} as steps on admission.step = steps.step
