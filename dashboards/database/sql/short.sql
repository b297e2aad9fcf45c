-- What fell short from `first_year` to `year`: one row an indicator, unit and period, for the viewer's units.
select
    a.*,
    a.status || coalesce(':' || a.depth, '') as state,
    i.name_zh,
    i.family,
    i.unit,
    i.counted_in,
    i.grain,
    i.direction,
    i.standard_text,
    i.source,
    i.confirmed as standard_confirmed,
    false as is_hidden,
    u.unit_name,
    u.area_id,
    u.stage,
    p.unit_name as area_name,
    v.due_share,
    v.has_usual_share,
    v.is_closed
from marts.unit_shortfall as a
inner join visible as u on a.unit_level = u.unit_level and a.unit_id = u.unit_id
inner join seen_indicator as i on a.indicator_code = i.indicator_code
left join seen_value as v
    on
        a.indicator_code = v.indicator_code
        and a.unit_level = v.unit_level
        and a.unit_id = v.unit_id
        and a.period_type = v.period_type
        and a.period_start = v.period_start
        and v.breakdown is null
left join visible as p on p.unit_level = 'area' and u.area_id = p.unit_id
where a.year between $first_year and $year and (not i.is_confidential or $sees_confidential)
