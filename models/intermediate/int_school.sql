-- Schools of the register as last reported, with the row that says so.
-- Grain: one row a school.
{{ config(materialized='ephemeral') }}

select
    school_code,
    school_name,
    stage,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_school') }}
