-- What fell short of a standard, with what is still needed. One row an indicator, unit and period.
select
    a.*,
    a.status || coalesce(':' || a.depth, '') as state
from marts.unit_shortfall as a
inner join visible as u on a.unit_level = u.unit_level and a.unit_id = u.unit_id
inner join seen_indicator as i on a.indicator_code = i.indicator_code
where not i.is_confidential or $sees_confidential
order by a.indicator_code, a.unit_level, a.unit_id, a.period_type, a.period_start
