-- The fixed sentence patterns of a work report.
-- Grain: one row a clause.
{{ config(materialized='ephemeral') }}

select
    paragraph_order,
    paragraph,
    sentence_order,
    sentence_begin,
    sentence_end,
    joined_by,
    clause_order,
    clause
from {{ ref('stg_figure_sentence') }}
