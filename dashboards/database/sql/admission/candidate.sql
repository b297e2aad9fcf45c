-- Where each candidate of `step` stands: the stage of the first step that is not done, else of the last one that is; who has
-- done the twenty-fifth (材料归档) is out of the pipeline. One row a candidate.
select
    candidate_no,
    coalesce(
        min_by(stage, step_order) filter (where state in ('overdue', 'to_come') and step_order is not null),
        max_by(stage, step_order) filter (where step_order is not null)
    ) as stage,
    coalesce(bool_and(state in ('done', 'done_late')), false)
    and coalesce(max(step_order), 0) >= 25 as is_finished,
    count(*) filter (where state = 'overdue') as overdue,
    coalesce(bool_or(is_frontline_teacher), false) as is_frontline_teacher
from step
group by candidate_no
