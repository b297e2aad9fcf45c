-- How many organisations of the scope handed something in during a year.
select
    count(distinct case when s.is_received then s.org_code end) as received,
    count(distinct s.org_code) as due
from marts.submission as s
inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
where s.state <> 'not_due' and s.month >= make_date($year, 1, 1) and s.month < make_date($year + 1, 1, 1)
