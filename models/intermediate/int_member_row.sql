-- Rows of the roll: where each stands, and the name it has. Names leave the build only for scores below the pass mark
-- and for members for whom a clock runs.
-- Grain: one row a row of the roll.
{{ config(materialized='ephemeral') }}

select
    row_key,
    person_key,
    name,
    in_on,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_member') }}
