-- Problems of the viewer's organisations and where each stands. One row a problem.
select
    p.*,
    o.org_name
from marts.problem as p
inner join marts.dim_organisation as o on p.org_code = o.org_code
where {{ belongs('p.org_code', 'p.raised_on') }}
order by p.org_code, p.raised_on, p.problem_id
