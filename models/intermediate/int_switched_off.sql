-- 停报: ledgers and columns that the district asks for no longer, by their titles, with the days.
-- Grain: one row a ledger, column (null for the whole ledger) and first day.
select
    off.ledger,
    ledger.ledger_title,
    off.column_id,
    off.column_header,
    off.valid_from,
    coalesce(off.valid_to, {{ last_day_of_all() }}) as valid_to,
    off.decided_by,
    off.reason
from {{ ref('stg_switched_off') }} as off
inner join {{ ref('int_ledger') }} as ledger on off.ledger = ledger.ledger
