-- The problems, longest overdue first, then what comes next, then what is closed, latest first.
with found as (
    {% include "pages/problems/sql/found.sql" %}
)

select * from found
order by days_left asc nulls last, closed_on desc nulls last, org_name asc, problem_no asc
limit $limit
