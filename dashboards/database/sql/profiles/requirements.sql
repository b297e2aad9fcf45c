-- What each period of a unit's year asks for, what was held and what is missing, the next deadline first.
select
    r.*,
    i.name_zh,
    i.family,
    i.confirmed
from marts.requirement_period as r
inner join seen_indicator as i on r.indicator_code = i.indicator_code
inner join visible as u on r.unit_level = u.unit_level and r.unit_id = u.unit_id
where r.unit_level = $unit_level and r.unit_id = $unit_id and r.year = $year and not i.is_confidential
order by r.due_on, r.indicator_code
