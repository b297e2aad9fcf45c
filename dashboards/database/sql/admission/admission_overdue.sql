-- The steps that are overdue, longest first: a row a candidate (by number, never by name) and step.
with step as (
    {% include "database/sql/admission/step.sql" %}
)

select
    s.*,
    date_diff('day', s.due_on, {{ as_of_day() }}) as days_over
from step as s
where s.state = 'overdue'
order by s.due_on, s.org_name, s.candidate_no, s.step_order limit $limit
