-- One row a stage: candidates in it now, those with an overdue step, and those who teach at the front line.
with step as (
    {% include "database/sql/admission/step.sql" %}
),

candidate as (
    {% include "database/sql/admission/candidate.sql" %}
),

stage as (
    select
        stage,
        min(step_order) as stage_order
    from marts.admission
    where $is_known and step_order is not null
    group by stage
)

select
    s.stage,
    count(c.candidate_no) as candidates,
    count(c.candidate_no) filter (where c.overdue > 0) as candidates_overdue,
    count(c.candidate_no) filter (where c.overdue = 0) as candidates_in_time,
    cast(coalesce(sum(c.overdue), 0) as bigint) as overdue,
    count(c.candidate_no) filter (where c.is_frontline_teacher) as frontline
from stage as s left join candidate as c on s.stage = c.stage and not c.is_finished
group by s.stage, s.stage_order
order by s.stage_order
