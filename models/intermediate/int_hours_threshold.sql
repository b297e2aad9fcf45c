-- Hours a member owes in a full year, where they are applied: what nobody made active or may not be judged by asks for nothing.
-- Grain: one row an indicator and first day.
select
    threshold.indicator_code,
    threshold.hours,
    threshold.valid_from,
    coalesce(threshold.valid_to, {{ last_day_of_all() }}) as valid_to
from {{ ref('hours_threshold') }} as threshold
where threshold.active and {{ may_judge('threshold') }}
