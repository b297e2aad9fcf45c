-- Rows of the viewer's organisations that the checks point at. One row a rule and landed row.
select
    b.*,
    o.org_name,
    t.ledger_title
from marts.check_flag as b
inner join marts.dim_ledger as t on b.ledger = t.ledger
left join marts.dim_organisation as o on b.org_code = o.org_code
where {{ open_ledger() }} and {{ belongs('b.org_code', 'b.row_date') }} and ($rule is null or b.rule = $rule)
