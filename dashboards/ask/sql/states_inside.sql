-- The status of every value of the units of one level inside a unit in a period, one row a unit and indicator.
select
    u.unit_id,
    u.unit_name,
    v.indicator_code,
    v.status,
    v.state,
    i.is_confidential
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
where
    v.unit_level = $unit_level
    and v.period_type = $period_type
    and v.period_start = cast($period_start as date)
    and v.breakdown is null
    and (
        $inside is null
        or u.area_id = $inside
        or u.school_id = $inside
        or list_contains(string_split(coalesce(u.school_ids, ''), '、'), $inside)
    )
    and ($indicator is null or v.indicator_code = $indicator)
order by u.unit_name, u.unit_id, v.indicator_code
