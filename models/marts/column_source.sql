-- Which file gave which column (一数一源): a line of `source_row` stands where its newest file has it, and what that file lacks was
-- taken from the newest one that has it. Lines of which one file gave everything are not here. No content: the files hold that.
-- Grain: one row a line of a file, column and line that gave it.
select
    live_batch,
    live_sheet,
    cast(live_row_number as bigint) as live_row_number,
    header,
    batch,
    file,
    sheet,
    cast(row_number as bigint) as row_number
from {{ ref('int_column_source') }}
