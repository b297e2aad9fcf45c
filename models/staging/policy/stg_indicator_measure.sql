-- data/indicators: which measures feed an indicator.
-- Grain: one row an indicator, side, measure and category (null for all).
select
    indicator_code,
    side,
    measure,
    category
from {{ source('policy', 'indicator_measure') }}
