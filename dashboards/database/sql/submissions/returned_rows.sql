-- The returned rows of the viewer's organisations (the district also those of nobody known).
select
    b.ledger_title,
    b.file,
    b.sheet,
    b.row_number,
    b.column_name,
    b.message,
    u.unit_name,
    b.row_date,
    b.batch
from marts.returned_row as b
left join visible as u on b.org_code = u.unit_id
where {{ open_ledger() }} and (u.unit_id is not null or $is_district)
order by b.batch desc, b.file asc, b.sheet asc, b.row_number asc limit $limit
