-- Every source row ever received, once per outcome, whichever file brought it.
-- Grain: one row a row text and outcome.
select
    ledger,
    batch,
    file,
    sheet,
    row_number,
    row_hash,
    org_code,
    row_date,
    outcome,
    received.column as column_name,
    message
from {{ source('landed', 'intake') }} as received
where outcome in ('accepted', 'returned')
qualify row_number() over (partition by row_hash, outcome order by sequence nulls last, row_number nulls last) = 1
