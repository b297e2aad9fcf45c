-- The yearly values that the formulas of a comparison (`beside_peers`) start from, with a group wider than the default one: all of the
-- same 学段, or of the same size (`wider`, a column of dim_unit). As in the default group, everybody's values count and nobody is named.
select
    v.indicator_code,
    v.unit_id,
    v.unit_level,
    v.period_type,
    v.period_start,
    v.year,
    v.numerator,
    v.denominator,
    v.value,
    v.lower_95,
    v.upper_95,
    u.{{ wider }} as peer_group,
    i.direction,
    i.unit,
    i.kind
from marts.indicator_value as v
inner join marts.dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
where
    v.indicator_code = $indicator
    and v.unit_level = $unit_level
    and v.unit_level in ('school', 'branch')
    and v.period_type = 'year' and v.period_start = cast($period_start as date)
    and v.breakdown is null
    and v.value is not null and not v.rests_on_few and not v.is_suppressed
    and u.{{ wider }} is not null
