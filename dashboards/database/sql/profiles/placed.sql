-- One unit's yearly `values` with their places on the spine chart and their trends.
select
    i.indicator_code,
    s.value_position,
    s.standard_position,
    s.outer_from_position,
    s.outer_to_position,
    s.inner_from_position,
    s.inner_to_position,
    t.trend,
    t.verdict,
    t.chi_square,
    t.points as trend_points,
    t.period_type as trend_period_type,
    t.first_start as trend_from,
    t.last_start as trend_to
from seen_indicator as i
cross join visible as u
left join marts.indicator_spine as s
    on
        i.indicator_code = s.indicator_code and u.unit_level = s.unit_level and u.unit_id = s.unit_id
        and s.year = $year
left join marts.indicator_trend as t
    on
        i.indicator_code = t.indicator_code and u.unit_level = t.unit_level and u.unit_id = t.unit_id
        and t.year = $year
where u.unit_level = $unit_level and u.unit_id = $unit_id and not i.is_confidential
