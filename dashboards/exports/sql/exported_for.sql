-- For whom the file was written, and from which build. One row, or none for whoever is not known.
select
    cast($role as text) as role,
    u.unit_level,
    u.unit_id,
    u.unit_name,
    b.build_id,
    b.built_at,
    b.as_of,
    cast($written_at as timestamp) as written_at
from own_unit as u
cross join marts.build_info as b
