-- The units of one level, as somebody's own: in the demo's switch of roles, and where a command names one.
select
    unit_id,
    unit_name
from visible
where unit_level = $unit_level
order by unit_id
