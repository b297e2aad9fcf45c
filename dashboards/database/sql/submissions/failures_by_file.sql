-- Files with what failed in them, worst first.
select
    {{ file_name() }} as file,
    b.ledger_title,
    b.batch,
    sum(b.failed) as failed,
    count(*) as expectations
from marts.quality_result as b
where b.failed > 0 and {{ open_ledger() }} and {{ own_batch() }}
group by b.file, b.ledger_title, b.batch
order by sum(b.failed) desc, b.file limit $limit
