-- The landed rows behind each figure of a work report, by file, sheet and row: a figure is counted from these rows and from nothing
-- else. Join `unit_organisation` on org_code and row_date (or on the last day, for what is in force) to get to a unit. No names.
-- Grain: one row a figure, side and landed row.
select
    rows_in.figure,
    rows_in.side,
    rows_in.org_code,
    rows_in.row_date,
    rows_in.until_date,
    rows_in.subject,
    rows_in.amount,
    place.ledger,
    place.batch,
    place.file,
    place.sheet,
    cast(place.row_number as bigint) as row_number
from {{ ref('int_figure_row') }} as rows_in
inner join {{ ref('int_figure_place') }} as place on rows_in.row_key = place.row_key
