-- Names and ids of where each organisation of `fact` (org_code, on_day) was that day: org_name, area_id, area_name, school_name
-- (several for a 联合党支部), and unit_level and unit_id of the page that shows it; ids and names outside the viewer's scope are null.
select
    a.org_code,
    a.on_day,
    max(o.org_name) as org_name,
    min(case when u.unit_level = 'area' then u.unit_id end) as area_id,
    min(case when w.unit_level = 'area' then u.unit_name end) as area_name,
    string_agg(
        distinct case when w.unit_level = 'school' then u.unit_name end,
        '、' order by case when w.unit_level = 'school' then u.unit_name end
    ) as school_name,
    coalesce(
        max(case when u.unit_id = a.org_code then u.unit_level end),
        max(case when u.unit_level = 'school' then 'school' end),
        'area'
    ) as unit_level,
    coalesce(
        max(case when u.unit_id = a.org_code then u.unit_id end),
        min(case when u.unit_level = 'school' then u.unit_id end),
        min(case when u.unit_level = 'area' then u.unit_id end)
    ) as unit_id
from (select distinct
    org_code,
    on_day
from fact) as a
inner join marts.dim_organisation as o on a.org_code = o.org_code
left join marts.unit_organisation as w
    on
        a.org_code = w.org_code
        and a.on_day >= coalesce(w.valid_from, a.on_day)
        and a.on_day <= coalesce(w.valid_to, a.on_day)
left join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
group by a.org_code, a.on_day
