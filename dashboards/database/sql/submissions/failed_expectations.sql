-- Each expectation that failed: how often, in how many files, the worst file.
select
    b.ledger_title,
    b.expectation,
    b.severity,
    b.sentence,
    sum(b.checked) as checked,
    sum(b.failed) as failed,
    count(distinct b.file) as files,
    max_by({{ file_name() }}, b.failed) as worst_file
from marts.quality_result as b
where b.failed > 0 and {{ open_ledger() }} and {{ own_batch() }}
group by b.ledger_title, b.expectation, b.severity, b.sentence
order by sum(b.failed) desc, b.ledger_title, b.expectation asc
