-- The columns of the ledgers that the viewer's unit and those inside it are asked for, switched off or not.
select
    c.*,
    b.ledger_title,
    b.filled_in_by,
    b.owed_by_district,
    b.owed_by_area,
    b.owed_by_school_org,
    b.owed_by_branch
from marts.ledger_column as c
inner join marts.dim_ledger as b on c.ledger = b.ledger
where
    {{ open_ledger() }} and $is_known and {{ asked_inside() }} and {{ asked_of_level('$asked_of') }}
order by b.ledger_title, c.column_order
