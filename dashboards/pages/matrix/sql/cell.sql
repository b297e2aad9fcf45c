-- Values of the chosen level, period and indicators. One row a unit and indicator.
select
    v.indicator_code,
    i.name_zh,
    i.family,
    i.direction,
    i.unit,
    i.standard_text,
    i.confirmed as standard_confirmed,
    v.unit_level,
    v.unit_id,
    u.unit_name,
    u.stage,
    a.unit_name as area_name,
    v.status,
    v.state,
    v.judgement,
    v.depth,
    v.value,
    v.numerator,
    v.denominator,
    v.standard,
    v.units_reported,
    v.units_expected,
    v.rests_on_few,
    v.is_hidden
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
left join visible as a on a.unit_level = 'area' and u.area_id = a.unit_id
where
    v.unit_level = $unit_level and v.breakdown is null
    and v.period_type = $period_type and v.period_start = cast($period_start as date)
    and (i.family = $family or ($family is null and i.confirmed))
    and ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
