-- data/work_report: the fixed sentence patterns that figures stand in.
-- Grain: one row a clause of a sentence.
select
    paragraph_order,
    paragraph,
    sentence_order,
    sentence_begin,
    sentence_end,
    joined_by,
    clause_order,
    clause
from {{ source('policy', 'figure_sentence') }}
