-- The title of the ledger that feeds an indicator; None before the first file of it, and where all do.
select b.ledger_title from seen_indicator as i
inner join marts.batch as b
    on i.feeding_ledger = b.ledger or starts_with(i.feeding_ledger, b.ledger || '_')
where i.indicator_code = $indicator and b.ledger_title is not null
order by length(b.ledger) desc, b.ledger_title limit 1
