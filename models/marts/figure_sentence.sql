-- The fixed sentence patterns of a work report, clause by clause.
-- Grain: one row a clause.
select
    paragraph_order,
    paragraph,
    sentence_order,
    sentence_begin,
    sentence_end,
    joined_by,
    clause_order,
    clause
from {{ ref('int_figure_sentence') }}
