-- Every line of every standard in words.
-- Grain: one row a standard, indicator (null where it is not one indicator's) and line.
{{ config(materialized='ephemeral') }}

select
    standard,
    indicator_code,
    line
from {{ ref('stg_standard_line') }}
