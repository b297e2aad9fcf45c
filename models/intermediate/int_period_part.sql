-- Which base periods make up a longer period. A base period belongs where its first day lies.
-- Grain: one row a base period and a period type that it is summed into.
select
    allowed.base_period,
    part.period_start as base_start,
    allowed.period_type,
    whole.period_start,
    whole.period_end,
    whole.year
from {{ ref('period_type') }} as allowed
inner join {{ ref('int_period') }} as part on allowed.base_period = part.period_type
inner join {{ ref('int_period') }} as whole
    on
        allowed.period_type = whole.period_type
        and part.period_start between whole.period_start and whole.period_end
