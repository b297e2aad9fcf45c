-- What a change of a standard did: the units whose yearly status is another one than in the build before.
-- Confidential indicators are left out: what changed for one school would tell its cases.
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
from {{ ref('int_standard_change_unit') }}
