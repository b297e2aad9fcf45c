-- The returned rows of the viewer's organisations (the district also those of nobody known).
select
    b.ledger_title,
    b.file,
    b.sheet,
    b.row_number,
    b.column_name,
    b.message,
    coalesce(u.unit_name, o.org_name) as unit_name,
    b.row_date,
    b.batch
from marts.returned_row as b
left join visible as u on b.org_code = u.unit_id
left join marts.dim_organisation as o on b.org_code = o.org_code
where
    {{ open_ledger() }}
    and ($is_district or b.org_code in (select w.org_code from visible_organisation as w))
order by b.batch desc, b.file asc, b.sheet asc, b.row_number asc limit $limit
