-- The worklist: what a unit has to do, how deep and since when. One row a unit and year with anything below standard.
select w.*
from marts.unit_worklist as w
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
order by w.unit_level, w.unit_id, w.year
