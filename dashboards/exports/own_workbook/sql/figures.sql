-- The yearly numbers of the viewer's units as their own workbook holds them. One row an indicator, unit and year.
select
    v.indicator_code,
    i.name_zh,
    i.family,
    u.unit_level,
    coalesce(case when u.unit_level = 'area' then u.unit_name end, area.unit_name) as area_name,
    coalesce(case when u.unit_level = 'school' then u.unit_name end, school.unit_name) as school_name,
    u.stage,
    u.unit_name,
    v.year,
    v.value,
    i.unit,
    v.numerator,
    v.denominator,
    v.state,
    v.standard,
    v.standard_confirmed,
    v.units_reported,
    v.units_expected
from seen_value as v
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code
left join visible as area on u.area_id = area.unit_id and area.unit_level = 'area'
left join visible as school on u.unit_level = 'branch' and u.school_id = school.unit_id and school.unit_level = 'school'
where v.period_type = 'year' and v.breakdown is null
order by v.indicator_code, u.unit_level, u.unit_id, v.year
