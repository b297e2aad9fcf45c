-- Counts of discipline as everybody but 纪检 was told them by the builds before this one, hidden ones too.
-- Grain: one row an indicator, unit (district or area), year and breakdown (null for the whole).
select
    indicator_code,
    unit_level,
    unit_id,
    year,
    breakdown,
    numerator,
    denominator,
    value,
    status,
    lower_95,
    upper_95,
    lower_998,
    upper_998,
    is_hidden,
    told_by,
    told_on
from {{ source('previous_build', 'told') }}
