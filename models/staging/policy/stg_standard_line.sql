-- data/standards: every line of every standard in words; two lines that say the same are one.
-- Grain: one row a standard, indicator (null where it is not one indicator's) and line.
select distinct
    standard,
    indicator_code,
    line
from {{ source('policy', 'standard_line') }}
