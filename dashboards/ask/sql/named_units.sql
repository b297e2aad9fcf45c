-- The viewer's units with the ids of those they lie in, one row a unit.
select
    unit_level,
    unit_id,
    unit_name,
    area_id,
    school_id,
    school_ids
from visible
order by unit_level, unit_id
