-- Indicators that have nothing to be counted from while a ledger or column is switched off (停报), as pipeline/policy works it out.
-- Grain: one row an indicator and stretch of days.
select
    indicator_code,
    valid_from,
    valid_to,
    told
from {{ source('policy', 'stopped_indicator') }}
