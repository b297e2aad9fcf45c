-- What was due and what came, for ledgers that are open to the viewer. One row an organisation, ledger and month.
select b.*
from marts.submission as b
inner join visible as u on b.unit_level = u.unit_level and b.unit_id = u.unit_id
where {{ open_ledger() }}
order by b.unit_level, b.unit_id, b.ledger, b.month
