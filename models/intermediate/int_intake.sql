-- Every source row ever received, accepted or returned. A table, as three marts read it and the newest of each has to be found.
-- Grain: one row a row text and outcome.
select
    row_hash,
    outcome,
    ledger,
    org_code,
    row_date,
    column_name,
    message,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_intake') }}
