-- Columns that a row's newest file lacks, with the file, sheet and row that gave them: the live row is the newest value column by
-- column.
-- Grain: one row a live row and column.
select
    row_key,
    ledger,
    given.column as column_name,
    header,
    live_batch,
    live_sheet,
    live_row_number,
    batch,
    file,
    sheet,
    row_number
from {{ source('landed', 'column_source') }} as given
