-- Counts by level and 片区 (null for the whole): units, met_before, met_after, better, worse.
with judged as (
    {% include "database/sql/standard_trials/judged.sql" %}
)

select
    unit_level,
    area_id,
    max(area_name) as area_name,
    grouping(area_id) = 1 as is_whole,
    count(*) as units,
    count(*) filter (where met_before) as met_before,
    count(*) filter (where met_after) as met_after,
    count(*) filter (where change = 'better') as better,
    count(*) filter (where change = 'worse') as worse
from judged
group by grouping sets ((unit_level), (unit_level, area_id))
order by unit_level asc, is_whole desc, area_name asc nulls last, area_id asc
