-- What:  99.8% limits lie outside 95% limits, and those enclose the value.
-- Why:   a crossed interval would call a school better or worse for no reason.
-- Mend:  macros/intervals.sql.
select
    indicator_code,
    unit_id,
    period_start,
    lower_998,
    lower_95,
    value,
    upper_95,
    upper_998
from {{ ref('indicator_value') }}
where
    lower_95 is not null
    and not (
        lower_998 <= lower_95 + 1e-9
        and lower_95 <= value + 1e-9
        and value <= upper_95 + 1e-9
        and upper_95 <= upper_998 + 1e-9
    )
