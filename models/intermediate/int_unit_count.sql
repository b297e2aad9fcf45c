-- Pooled counts: a unit's numerator and denominator are the sums over its organisations; a rate is never a mean of rates.
-- Grain: one row an indicator, unit, period and breakdown.
select
    indicator_code,
    unit_level,
    unit_id,
    period_type,
    period_start,
    breakdown,
    {{ same_every_time('sum(numerator)') }} as numerator,
    {{ same_every_time('sum(denominator)') }} as denominator
from {{ ref('int_unit_contribution') }}
group by indicator_code, unit_level, unit_id, period_type, period_start, breakdown
