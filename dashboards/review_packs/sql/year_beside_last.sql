-- One row an indicator of a unit's year, with the year before, comparison and what fell short.
select
    v.*,
    i.name_zh,
    i.family,
    i.unit,
    i.counted_in,
    i.direction,
    i.kind,
    i.standard_text,
    i.minimum_base,
    i.numerator_text,
    i.denominator_text,
    i.source,
    b.value as last_value,
    b.status as last_status,
    b.is_hidden as last_hidden,
    (b.standard is not distinct from v.standard) as same_standard,
    c.band,
    c.comparison,
    c.peer_group,
    c.peer_count,
    c.peer_median,
    c.peer_p10,
    c.peer_p25,
    c.peer_p75,
    c.peer_p90,
    a.gap,
    a.since,
    a.periods_running,
    a.needed,
    a.can_be_made_up,
    a.needed_by,
    a.is_new
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
left join seen_value as b
    on
        v.indicator_code = b.indicator_code and v.unit_level = b.unit_level and v.unit_id = b.unit_id
        and b.period_type = 'year' and b.breakdown is null and b.year = v.year - 1
left join marts.indicator_comparison as c
    on
        v.indicator_code = c.indicator_code and v.unit_level = c.unit_level and v.unit_id = c.unit_id
        and v.year = c.year and (not i.is_confidential or $sees_confidential)
left join marts.unit_shortfall as a
    on
        v.indicator_code = a.indicator_code and v.unit_level = a.unit_level and v.unit_id = a.unit_id
        and a.period_type = 'year' and v.year = a.year and (not i.is_confidential or $sees_confidential)
where
    v.unit_level = $unit_level and v.unit_id = $unit_id and v.year = $year
    and v.period_type = 'year' and v.breakdown is null
order by v.indicator_code
