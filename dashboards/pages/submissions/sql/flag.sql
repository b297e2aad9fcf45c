-- Rows of the viewer's organisations that the checks point at. One row a rule and landed row. Of the row beside it (`pair_`), which may be
-- anybody's, only that there is one where it is not the viewer's.
with flagged as (
    select
        b.*,
        b.pair_row_number is not null as has_pair,
        b.pair_row_number is not null and {{ belongs('b.pair_org_code', 'b.pair_row_date') }} as sees_pair
    from marts.check_flag as b
    where {{ open_ledger() }} and {{ belongs('b.org_code', 'b.row_date') }} and ($rule is null or b.rule = $rule)
)

select
    f.rule,
    f.label,
    f.detail,
    f.org_code,
    f.row_date,
    f.ledger,
    f.batch,
    f.file,
    f.sheet,
    f.row_number,
    f.text,
    o.org_name,
    t.ledger_title,
    f.has_pair,
    f.sees_pair,
    case when f.sees_pair then f.pair_row_date end as pair_row_date,
    case when f.sees_pair then f.pair_file end as pair_file,
    case when f.sees_pair then f.pair_sheet end as pair_sheet,
    case when f.sees_pair then f.pair_row_number end as pair_row_number,
    case when f.sees_pair then f.pair_text end as pair_text,
    case when f.sees_pair then other.org_name end as pair_org_name
from flagged as f
inner join marts.dim_ledger as t on f.ledger = t.ledger
left join marts.dim_organisation as o on f.org_code = o.org_code
left join marts.dim_organisation as other on f.pair_org_code = other.org_code
