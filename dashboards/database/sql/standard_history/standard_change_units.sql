-- The viewer's units whose yearly status changed: one row a change, indicator, unit and year.
select
    c.*,
    u.unit_name,
    a.unit_name as area_name,
    i.name_zh,
    i.unit
from marts.standard_change_unit as c
inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
inner join seen_indicator as i on c.indicator_code = i.indicator_code
left join visible as a on a.unit_level = 'area' and u.area_id = a.unit_id
where not i.is_confidential or $sees_confidential
order by
    c.change_id desc, c.indicator_code asc, c.year desc,
    case c.unit_level when 'district' then 0 when 'area' then 1 when 'school' then 2 else 3 end, u.unit_name asc
limit $limit
