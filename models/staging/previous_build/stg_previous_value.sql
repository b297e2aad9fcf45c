-- The yearly values and statuses of the published build.
-- Grain: one row an indicator, unit and year.
select
    indicator_code,
    unit_level,
    unit_id,
    year,
    status,
    value
from {{ source('previous_build', 'value') }}
