-- One row a unit of a level: scored pledges, of them excellent, passed, basic and failed; counts only.
select
    u.unit_level,
    u.unit_id,
    u.unit_name,
    a.unit_name as area_name,
    count(*) as scored,
    count(*) filter (where s.band = '优秀') as excellent,
    count(*) filter (where s.band = '合格') as passed,
    count(*) filter (where s.band = '基本合格') as basic,
    count(*) filter (where s.band = '不合格') as failed
from marts.pledge_score as s
inner join marts.unit_organisation as w
    on
        s.org_code = w.org_code and {{ closing_day('s.year') }} >= coalesce(w.valid_from, {{ closing_day('s.year') }})
        and {{ closing_day('s.year') }} <= coalesce(w.valid_to, {{ closing_day('s.year') }})
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
left join visible as a on a.unit_level = 'area' and u.area_id = a.unit_id
where
    s.year = $year and u.unit_level = $unit_level
    and ($pledge_type is null or s.pledge_type = $pledge_type) and ($area is null or u.area_id = $area)
group by u.unit_level, u.unit_id, u.unit_name, a.unit_name
order by failed desc, basic desc, u.unit_name asc
