-- The values of several units (ids joined by commas) through time, unit by unit.
select
    v.*,
    i.name_zh,
    i.unit,
    i.direction,
    i.standard_text,
    u.unit_name,
    u.peer_group as own_group,
    u.stage,
    u.size_band
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
where
    v.indicator_code = $indicator and v.unit_level = $unit_level and v.period_type = $period_type
    and v.breakdown is null and list_contains(string_split($unit_ids, ','), v.unit_id)
order by u.unit_name, v.unit_id, v.period_start
