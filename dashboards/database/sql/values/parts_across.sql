-- The parts of one yearly value for every unit of a level: a row a unit and part.
select
    v.*,
    {{ definition() }},
    u.unit_name
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
where
    v.indicator_code = $indicator and v.unit_level = $unit_level and v.period_type = 'year'
    and v.year = $year and v.breakdown is not null
    and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
order by u.unit_name, v.unit_id, v.breakdown
