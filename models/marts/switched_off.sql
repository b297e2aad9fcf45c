-- 停报: what the district asks for no longer, since when, who decided it and why.
-- Grain: one row a ledger, column (null for the whole ledger) and first day.
select
    off.ledger,
    off.ledger_title,
    off.column_id,
    off.column_header,
    off.valid_from,
    nullif(off.valid_to, {{ last_day_of_all() }}) as valid_to,
    off.decided_by,
    off.reason,
    run.as_of between off.valid_from and off.valid_to as is_off
from {{ ref('int_switched_off') }} as off
cross join {{ ref('int_run') }} as run
