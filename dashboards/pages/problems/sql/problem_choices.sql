-- What there is to choose from in the viewer's scope: year, organisation, category and source.
select distinct
    p.year,
    p.org_code,
    o.org_name,
    p.category,
    p.problem_source
from marts.problem as p inner join marts.dim_organisation as o on p.org_code = o.org_code
where {{ belongs('p.org_code', 'p.raised_on') }}
order by o.org_name asc, p.year desc, p.category asc, p.problem_source asc
