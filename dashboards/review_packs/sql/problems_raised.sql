-- The problems that were raised with a unit's organisations in a year, and the present state of each.
select
    p.problem_no,
    p.problem_source,
    p.category,
    p.description,
    p.due_on,
    p.closed_on,
    p.state,
    p.recurs_since
from marts.problem as p
inner join marts.unit_organisation as w
    on
        p.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
        and p.raised_on between coalesce(w.valid_from, p.raised_on) and coalesce(w.valid_to, p.raised_on)
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
where p.year = $year
order by p.raised_on, p.problem_no, p.problem_id
