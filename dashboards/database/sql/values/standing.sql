-- Values beside what they mean, how they lie among peers (`comparison`: the relation that holds the peers' figures) and what is
-- still needed. One row a value.
select
    v.*,
    {{ definition() }},
    i.base_period,
    c.band,
    c.comparison,
    c.peer_group,
    c.peer_count,
    c.peer_median,
    c.peer_p10,
    c.peer_p25,
    c.peer_p75,
    c.peer_p90,
    a.needed,
    a.can_be_made_up,
    a.needed_by,
    a.gap,
    a.periods_running,
    a.since,
    a.is_new
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
left join {{ comparison }} as c
    on
        v.indicator_code = c.indicator_code
        and v.unit_level = c.unit_level
        and v.unit_id = c.unit_id
        and v.period_type = 'year'
        and v.year = c.year
        and v.breakdown is null
        and (not i.is_confidential or $sees_confidential)
left join marts.unit_shortfall as a
    on
        v.indicator_code = a.indicator_code
        and v.unit_level = a.unit_level
        and v.unit_id = a.unit_id
        and v.period_type = a.period_type
        and v.period_start = a.period_start
        and v.breakdown is null
        and (not i.is_confidential or $sees_confidential)
