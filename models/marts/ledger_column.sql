-- 减负对照: every column that is asked for, what it is used for, where else it is asked, and whether it need be asked.
-- Grain: one row a ledger and column.
with off as (
    select
        switched.ledger,
        switched.column_id
    from {{ ref('int_switched_off') }} as switched
    cross join {{ ref('int_run') }} as run
    where run.as_of between switched.valid_from and switched.valid_to
)

select
    col.ledger,
    col.column_id,
    col.column_header,
    col.column_order,
    col.is_required,
    case
        when col.judging_indicators > 0 then 'judging'
        when col.indicators > 0 then 'other'
        when col.is_read then 'shown'
        when col.tells_rows_apart or col.says_whose then 'telling'
        else 'unused'
    end as used_for,
    cast(col.judging_indicators as bigint) as judging_indicators,
    cast(col.indicators as bigint) as indicators,
    nullif(col.judging_codes, '') as judging_codes,
    col.asked_in,
    needless.finding,
    source.ledger_title as from_ledger_title,
    needless.how,
    needless.judged_on,
    needless.confirmed as finding_confirmed,
    off_ledger.ledger is not null or off_column.ledger is not null as is_off
from {{ ref('int_ledger_column') }} as col
left join {{ ref('needless_column') }} as needless
    on
        col.ledger = needless.ledger
        and col.column_id = needless.column_id
left join {{ ref('int_ledger') }} as source on needless.from_ledger = source.ledger
left join off as off_ledger on col.ledger = off_ledger.ledger and off_ledger.column_id is null
left join off as off_column on col.ledger = off_column.ledger and col.column_id = off_column.column_id
