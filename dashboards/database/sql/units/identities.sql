-- The units that the demo's switch of roles offers at one level (at most 400).
select
    unit_id,
    unit_name
from visible
where unit_level = $unit_level
order by unit_id limit 400
