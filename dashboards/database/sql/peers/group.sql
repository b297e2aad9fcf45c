-- The default group of one unit as it stands today, whatever is measured, and in what each of its peers is like it: one row a peer.
-- Outside the viewer's scope a peer has neither id nor name.
select
    s.unit_id,
    {{ likeness() }}
from visible as own
inner join marts.dim_unit as u
    on own.unit_level = u.unit_level and own.unit_id <> u.unit_id and own.peer_group = u.peer_group
left join visible as s on u.unit_level = s.unit_level and u.unit_id = s.unit_id
left join visible as a on a.unit_level = 'area' and s.area_id = a.unit_id
where
    own.unit_level = $unit_level and own.unit_id = $unit_id and own.unit_level in ('school', 'branch')
    and coalesce(u.active_to, {{ as_of_day() }}) >= {{ as_of_day() }}
order by s.unit_name nulls last, u.unit_id
