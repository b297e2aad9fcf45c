-- The peers of one unit with a value in a period, and why they are: one row a peer. Outside the viewer's scope a peer has no name and
-- no value. `basis` says who are peers: those of the default group, of the same 学段, of the same size, or those chosen.
select
    s.unit_id,
    {{ likeness() }},
    case when s.unit_id is not null then v.numerator end as numerator,
    case when s.unit_id is not null then v.denominator end as denominator,
    case when s.unit_id is not null then v.value end as value,
    i.unit
from visible as own
inner join marts.dim_unit as u on own.unit_level = u.unit_level and own.unit_id <> u.unit_id
inner join marts.indicator_value as v on u.unit_level = v.unit_level and u.unit_id = v.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
left join visible as s on u.unit_level = s.unit_level and u.unit_id = s.unit_id
left join visible as a on a.unit_level = 'area' and s.area_id = a.unit_id
where
    own.unit_level = $unit_level and own.unit_id = $unit_id and own.unit_level in ('school', 'branch')
    and v.indicator_code = $indicator and v.breakdown is null and v.value is not null
    and not v.rests_on_few and not v.is_suppressed
    and v.period_type = $period_type and v.period_start = cast($period_start as date)
    {% if basis == 'chosen' %}
    and s.unit_id is not null and list_contains(string_split($peers, ','), u.unit_id)
    {% else %}
    and u.{{ basis }} = own.{{ basis }}
    {% endif %}
order by s.unit_name nulls last, u.unit_id
