-- Rows of the viewer's organisations that the checks point at. One row a rule and landed row.
select
    b.*,
    o.org_name,
    coalesce((
        select max(t.ledger_title) from marts.batch as t
        where t.ledger = b.ledger
    ), b.ledger)
        as ledger_title
from marts.check_flag as b
left join marts.dim_organisation as o on b.org_code = o.org_code
where {{ open_ledger() }} and {{ belongs('b.org_code', 'b.row_date') }} and ($rule is null or b.rule = $rule)
