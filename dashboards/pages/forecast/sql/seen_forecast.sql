-- What is forecast for the chosen units, confidential indicators left out. One row an indicator and unit.
select
    f.*,
    i.name_zh,
    i.family,
    i.unit,
    i.counted_in,
    i.standard_text,
    i.confirmed as standard_confirmed,
    u.unit_name,
    p.unit_name as area_name
from marts.forecast as f
inner join visible as u on f.unit_level = u.unit_level and f.unit_id = u.unit_id
inner join seen_indicator as i on f.indicator_code = i.indicator_code
left join visible as p on p.unit_level = 'area' and u.area_id = p.unit_id
where
    f.year = $year and f.unit_level = $unit_level and not i.is_confidential
    and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
    and ($indicator is null or f.indicator_code = $indicator)
