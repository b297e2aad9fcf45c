-- Lines typed for a year by the viewer's organisations that are asked for a ledger, beside what is usual; first all ledgers together.
select
    r.ledger,
    b.ledger_title,
    cast(sum(r.lines) as bigint) as lines,
    count(*) as own_organisations,
    max(r.median_lines) as median_lines,
    max(r.most_lines) as most_lines,
    max(r.organisations) as organisations
from marts.rows_typed as r
left join marts.dim_ledger as b on r.ledger = b.ledger
where
    r.year = $year and r.asked_as = $asked_as and {{ belongs('r.org_code', closing_day('r.year')) }}
    and (r.ledger is null or {{ open_ledger() }})
group by r.ledger, b.ledger_title
order by r.ledger is not null, max(r.median_lines) desc, b.ledger_title
