-- data/indicators: the dimensions that an indicator is broken down by.
-- Grain: one row an indicator and dimension.
select
    indicator_code,
    dimension
from {{ source('policy', 'indicator_breakdown') }}
