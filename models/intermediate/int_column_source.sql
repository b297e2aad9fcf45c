-- Which file gave a column that the newest file of a line lacks. Of a line that holds several rows (a month each) they agree.
-- Grain: one row a line of a file, column and line that gave it.
{{ config(materialized='ephemeral') }}

select distinct
    live_batch,
    live_sheet,
    live_row_number,
    header,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_column_source') }}
