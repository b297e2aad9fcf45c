-- Which expectations failed, how often and in whose files.
-- Grain: one row a batch and expectation.
select
    batch,
    ledger,
    ledger_title,
    file,
    expectation,
    severity,
    sentence,
    cast(checked as bigint) as checked,
    cast(failed as bigint) as failed
from {{ ref('int_quality') }}
