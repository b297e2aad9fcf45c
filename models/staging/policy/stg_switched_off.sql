-- 停报: ledgers and columns that the district asks for no longer, with the days.
-- Grain: one row a ledger, column (null for the whole ledger) and first day.
select
    ledger,
    column_id,
    column_header,
    valid_from,
    valid_to,
    decided_by,
    reason
from {{ source('policy', 'switched_off') }}
