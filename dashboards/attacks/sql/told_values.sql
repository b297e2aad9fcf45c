-- The units that a viewer is told values of.
select distinct
    unit_level,
    unit_id
from seen_value
