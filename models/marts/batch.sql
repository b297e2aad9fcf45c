-- What was landed: one ledger found in one file, by whom and when, and what became of its rows.
-- Grain: one row a batch that is not withdrawn.
select
    batch,
    cast(sequence as bigint) as sequence,
    ledger,
    ledger_title,
    file,
    received_at,
    received_by,
    cast(rows_read as bigint) as rows_read,
    cast(accepted as bigint) as accepted,
    cast(unchanged as bigint) as unchanged,
    cast(returned as bigint) as returned,
    cast(flagged as bigint) as flagged
from {{ ref('int_batch') }}
