-- Every line of every standard in words, kept so that the next build can tell what was changed.
-- Grain: one row a standard and line.
select
    standard,
    indicator_code,
    line
from {{ ref('int_standard_line') }}
