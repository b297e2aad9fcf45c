-- Yearly values of confirmed indicators that are not confidential, of a level's units. One row a unit and indicator.
select
    v.indicator_code,
    i.name_zh,
    i.family,
    i.unit,
    i.kind,
    i.direction,
    i.standard_text,
    v.unit_level,
    v.unit_id,
    u.unit_name,
    u.stage,
    u.area_id,
    a.unit_name as area_name,
    v.status,
    v.state,
    v.depth,
    v.judgement,
    v.value,
    v.numerator,
    v.denominator,
    v.standard,
    v.is_hidden,
    v.rests_on_few,
    v.lower_95,
    v.upper_95,
    v.lower_998,
    v.upper_998
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
left join visible as a on a.unit_level = 'area' and u.area_id = a.unit_id
where
    v.unit_level = $unit_level and v.breakdown is null and v.period_type = 'year' and v.year = $year
    and i.confirmed and not i.is_confidential
