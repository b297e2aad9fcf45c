-- Units whose yearly status those changes altered.
-- Grain: one row a change, indicator, unit and year.
select
    change_id,
    indicator_code,
    unit_level,
    unit_id,
    year,
    status_before,
    status_after,
    value_before,
    value_after
from {{ source('previous_build', 'change_unit') }}
