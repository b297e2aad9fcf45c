-- What the rules say on a day: new ones first, then the longest running.
with standing as (
    {% include "pages/shortfall/sql/standing.sql" %}
)

select * from standing
where ($area is null or area_id = $area) and ($stage is null or stage = $stage)
order by is_raised desc, periods_running desc, rule asc, unit_name asc, unit_id asc, indicator_code asc
