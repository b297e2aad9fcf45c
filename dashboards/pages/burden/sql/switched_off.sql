-- What the district asks for no longer, or not for a time: what is off now first.
select b.*
from marts.switched_off as b
where {{ open_ledger() }} and $is_known
order by b.is_off desc, b.valid_from desc, b.ledger_title asc, b.column_header asc nulls first
