-- The batches that the viewer may see, newest first.
select b.* replace ({{ file_name() }} as file)
from marts.batch as b
where {{ open_ledger() }} and {{ own_batch() }}
order by b.sequence desc limit $limit
