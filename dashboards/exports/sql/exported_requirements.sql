-- What each period asks for, what was held and what is missing. One row an indicator, unit and period.
select r.*
from marts.requirement_period as r
inner join visible as u on r.unit_level = u.unit_level and r.unit_id = u.unit_id
inner join seen_indicator as i on r.indicator_code = i.indicator_code
where not i.is_confidential
order by r.indicator_code, r.unit_level, r.unit_id, r.period_start
