-- The sentences of the problems that came back, one row an organisation, category, run and year.
select
    p.org_code,
    p.category,
    p.recurs_since as first_year,
    p.year,
    string_agg(p.description, '；' order by p.raised_on, p.problem_no) as description
from marts.problem as p
where
    p.recurs_since is not null and {{ belongs('p.org_code', 'p.raised_on') }}
    and ($org is null or p.org_code = $org) and ($category is null or p.category = $category)
group by p.org_code, p.category, p.recurs_since, p.year
order by p.org_code, p.category, p.recurs_since, p.year
