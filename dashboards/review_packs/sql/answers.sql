-- The problems that answer a 督办单: those whose 问题编号 is a notice's number, in the viewer's units.
select
    p.problem_no,
    p.state,
    p.action,
    p.closed_on,
    p.due_on
from marts.problem as p
where p.problem_no like 'DB%' and {{ belongs('p.org_code', 'p.raised_on') }}
order by p.problem_no
