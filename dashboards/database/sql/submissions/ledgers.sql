-- Ledger and its title for the ledgers that are due in the scope and open to the viewer.
select
    b.ledger,
    t.ledger_title
from marts.submission as b
inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
inner join marts.dim_ledger as t on b.ledger = t.ledger
where {{ open_ledger() }} and b.month >= make_date($year, 1, 1) and b.month < make_date($year + 1, 1, 1)
group by b.ledger, t.ledger_title
order by b.ledger
