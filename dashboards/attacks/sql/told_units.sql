-- The units that a viewer is told of.
select
    unit_level,
    unit_id
from visible
