-- Live landed rows with an organisation and a day, and whether somebody should look at them (需核实): flagged while landing, or by one
-- of the checks. Never part of a value or a score but Q03's own.
-- Grain: one row a landed row.
select
    landed.row_key,
    landed.ledger,
    landed.org_code,
    landed.record_on,
    landed.flags is not null or checked.row_key is not null as is_flagged
from {{ ref('int_ledger_row') }} as landed
left join (select distinct row_key from {{ ref('int_check') }}) as checked on landed.row_key = checked.row_key
where landed.is_place and landed.record_on is not null and landed.org_code is not null
