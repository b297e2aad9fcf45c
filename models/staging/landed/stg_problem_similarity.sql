-- How alike two sentences of an organisation's problems of a category are. A sentence with itself is not in it.
-- Grain: one row an organisation, category and ordered pair of different texts.
select
    org_code,
    category,
    one_text,
    other_text,
    similarity
from {{ source('landed', 'problem_similarity') }}
