-- Branches and schools newly below a standard, with `total` beside each row.
with alert as (
    {% include "database/sql/short.sql" %}
)

select
    *,
    count(*) over () as total
from alert
where
    is_new and period_type = 'year'
    and (unit_level = 'branch' or (unit_level = 'school' and grain = 'school_org'))
    and ($area is null or area_id = $area) and ($stage is null or stage = $stage)
order by
    row_number() over (partition by indicator_code order by abs(gap) desc nulls last, unit_name, unit_id asc),
    abs(gap) desc nulls last, unit_name, indicator_code asc
limit $limit
