-- Which expectations failed, how often and in whose files.
-- Grain: one row a batch and expectation.
select
    quality.batch,
    quality.ledger,
    batch.ledger_title,
    quality.file,
    quality.expectation,
    quality.severity,
    quality.sentence,
    cast(quality.checked as bigint) as checked,
    cast(quality.failed as bigint) as failed
from {{ source('landed', 'quality') }} as quality
left join {{ source('landed', 'batch') }} as batch on quality.batch = batch.batch
