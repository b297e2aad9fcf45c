-- What fell short in a year: longest running and widest gap first. `state` is new or continuing.
with alert as (
    {% include "database/sql/short.sql" %}
)

select * from alert
where
    period_type = $period_type and ($unit_level is null or unit_level = $unit_level)
    and ($area is null or area_id = $area)
    and ($stage is null or stage = $stage) and ($indicator is null or indicator_code = $indicator)
    and ($state is null or is_new = ($state = 'new'))
order by periods_running desc, abs(gap) desc nulls last, unit_id, indicator_code asc limit $limit
