-- From how many of so many rows on the same day of the month, or last digit, is no chance (pipeline/authenticity/heaps.py).
-- Grain: one row a rule and number of rows.
select
    rule,
    row_count,
    least_on_heap
from {{ source('policy', 'heap_limit') }}
