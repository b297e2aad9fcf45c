-- Whom to call first: one line a unit of a level, what an action can still save first. `which` is new, again, raised or saved: the units
-- with anything newly below, below again, raised by a rule, or still to be made up.
select
    w.*,
    u.unit_name,
    u.area_id,
    p.unit_name as area_name
from marts.unit_worklist as w
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
left join visible as p on p.unit_level = 'area' and u.area_id = p.unit_id
where
    w.year = $year and w.unit_level = $unit_level
    and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
    and (
        $which is null
        or ($which = 'new' and w.newly_short > 0)
        or ($which = 'again' and w.short_again > 0)
        or ($which = 'raised' and w.raised > 0)
        or ($which = 'saved' and w.can_be_made_up > 0)
    )
order by w.can_be_saved desc, w.severe desc, w.marked desc, w.shortfalls desc, u.unit_name asc, w.unit_id asc
