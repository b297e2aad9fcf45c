-- The newest row of `worklist` about an item, or None where the viewer sees none.
with alert as (
    {% include "database/sql/short.sql" %}
)

select * from alert
where indicator_code = $indicator and unit_level = $unit_level and unit_id = $unit_id
order by case when period_type = 'year' then 0 else 1 end, period_start desc limit 1
