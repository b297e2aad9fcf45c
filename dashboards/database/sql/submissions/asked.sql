-- The ledgers that the viewer's unit and those inside it are asked for.
select b.*
from marts.dim_ledger as b
where
    {{ open_ledger() }} and $is_known
    and (
        b.owed_by_branch
        or (b.owed_by_school_org and $own_level in ('school', 'area', 'district'))
        or (b.owed_by_area and $own_level in ('area', 'district'))
        or (b.owed_by_district and $own_level = 'district')
    )
order by b.ledger_title
