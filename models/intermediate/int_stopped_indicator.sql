-- On which days an indicator has nothing to be counted from, as a ledger or column that it needs is switched off (停报).
-- Grain: one row an indicator and stretch of days.
{{ config(materialized='ephemeral') }}

select
    indicator_code,
    valid_from,
    coalesce(valid_to, {{ last_day_of_all() }}) as valid_to,
    told
from {{ ref('stg_stopped_indicator') }}
