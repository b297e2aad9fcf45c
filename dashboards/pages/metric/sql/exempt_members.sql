-- Members in the denominator of no unit because they are exempt, of the viewer's units on a level and of the own one; by the state for
-- which, for those who may see members; the others see how many.
select
    e.unit_level,
    e.unit_id,
    u.unit_name,
    case when $sees_member_names then e.exemption else '不分情形' end as exemption,
    cast(sum(e.members) as bigint) as members
from marts.exempt_member as e
inner join seen_indicator as i on e.indicator_code = i.indicator_code
inner join visible as u on e.unit_level = u.unit_level and e.unit_id = u.unit_id
where
    e.indicator_code = $indicator and e.year = $year
    and (e.unit_level = $unit_level or (e.unit_level = $own_level and e.unit_id = $viewer_unit))
group by all
order by u.unit_name, e.unit_id, exemption
