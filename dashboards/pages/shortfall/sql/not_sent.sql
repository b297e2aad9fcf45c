-- What did not come in the months of a quarter: a row a unit and ledger, with the months.
select
    u.unit_level,
    u.unit_id,
    u.unit_name,
    p.unit_name as area_name,
    b.ledger,
    t.ledger_title,
    string_agg(cast(extract(month from b.month) as integer) || '月', '、' order by b.month) as months,
    max(b.due_on) as due_on
from marts.submission as b
inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
left join visible as p on p.unit_level = 'area' and u.area_id = p.unit_id
inner join marts.dim_ledger as t on b.ledger = t.ledger
where b.state = 'missing' and b.month between cast($first as date) and cast($last as date) and {{ open_ledger(sees='false') }}
group by u.unit_level, u.unit_id, u.unit_name, p.unit_name, b.ledger, t.ledger_title
order by count(*) desc, u.unit_name, u.unit_id asc, b.ledger asc
