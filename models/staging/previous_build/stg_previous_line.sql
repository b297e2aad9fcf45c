-- The lines of the standards that the published build knew; none before the first build.
-- Grain: one row a standard, indicator (null where it is not one indicator's) and line.
select
    standard,
    indicator_code,
    line
from {{ source('previous_build', 'line') }}
