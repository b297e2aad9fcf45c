-- Texts of ledgers that say nearly the same in words of their own (pipeline/authenticity); also a text with itself,
-- for rules about texts that are the same word for word.
-- Grain: one row a rule and ordered pair of texts.
select
    rule,
    one_text,
    other_text,
    likeness
from {{ source('landed', 'alike_text') }}
