-- What was landed and is not withdrawn: one ledger found in one file, by whom and when, and what became of its rows.
-- Grain: one row a batch.
select
    batch,
    sequence,
    ledger,
    ledger_title,
    file,
    received_at,
    received_by,
    rows_read,
    accepted,
    unchanged,
    returned,
    flagged
from {{ source('landed', 'batch') }}
