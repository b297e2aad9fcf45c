-- What ends within so many days and the terms that have run out (days_left under 0), soonest first.
with deadline as (
    {% include "database/sql/deadlines/deadline.sql" %}
)

select * from deadline
where days_left <= $within
order by ends_on, org_name, what
