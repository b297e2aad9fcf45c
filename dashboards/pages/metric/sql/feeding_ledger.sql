-- The ledger that feeds an indicator and who fills it in; no row where all do.
select
    l.ledger_title,
    l.filled_in_by
from seen_indicator as i
inner join marts.dim_ledger as l on i.feeding_ledger = l.ledger
where i.indicator_code = $indicator
