-- The ledgers that the viewer's unit and those inside it are asked for; what is switched off (停报) is asked of nobody.
select b.*
from marts.dim_ledger as b
where
    {{ open_ledger() }} and $is_known and {{ asked_inside() }}
    and not exists (
        select 1
        from marts.switched_off as off
        where off.ledger = b.ledger and off.is_off and off.column_id is null
    )
order by b.ledger_title
