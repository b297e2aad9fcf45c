-- Which indicators are counted from a column of a ledger, as `pipeline/burden` reads it in the models.
-- Grain: one row a ledger, column and indicator.
select
    ledger,
    column_id,
    indicator_code
from {{ source('policy', 'column_use') }}
