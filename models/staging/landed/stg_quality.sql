-- What the expectations found in each batch.
-- Grain: one row a batch and expectation.
select
    batch,
    ledger,
    file,
    expectation,
    severity,
    sentence,
    checked,
    failed
from {{ source('landed', 'quality') }}
