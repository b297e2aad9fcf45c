-- The default groups of the viewer's units: units of the period, those with a value, names inside the scope.
select
    u.peer_group,
    count(*) as units,
    count(case when not v.is_suppressed then v.value end) as valued,
    count(s.unit_id) as seen,
    count(case when not v.is_suppressed then v.value end) > {{ smallest_peer_group() }} as is_enough,
    string_agg(s.unit_name, '、' order by s.unit_name) as names
from marts.indicator_value as v
inner join marts.dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
left join visible as s on v.unit_level = s.unit_level and v.unit_id = s.unit_id
where
    v.indicator_code = $indicator and v.unit_level = $unit_level and v.breakdown is null
    and v.period_type = $period_type and v.period_start = cast($period_start as date)
    and u.peer_group is not null
group by u.peer_group
having count(s.unit_id) > 0
order by u.peer_group
