-- ingest/ledgers: every column that is asked for, as `pipeline/burden` works out what reads it.
-- Grain: one row a ledger and column.
select
    ledger,
    column_id,
    column_header,
    column_order,
    is_required,
    tells_rows_apart,
    says_whose,
    asked_in,
    is_read
from {{ source('policy', 'ledger_column') }}
