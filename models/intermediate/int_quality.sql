-- What the expectations found, with the title of the ledger.
-- Grain: one row a batch and expectation.
{{ config(materialized='ephemeral') }}

select
    quality.batch,
    quality.ledger,
    batch.ledger_title,
    quality.file,
    quality.expectation,
    quality.severity,
    quality.sentence,
    quality.checked,
    quality.failed
from {{ ref('stg_quality') }} as quality
left join {{ ref('stg_batch') }} as batch on quality.batch = batch.batch
