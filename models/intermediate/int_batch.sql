-- What was landed and is not withdrawn.
-- Grain: one row a batch.
{{ config(materialized='ephemeral') }}

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
from {{ ref('stg_batch') }}
