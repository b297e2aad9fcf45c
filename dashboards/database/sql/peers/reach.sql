-- How many others with a value a unit finds in its default group, in its 学段 alone and in its size alone. One row, or none.
select
    own.peer_group,
    own.stage,
    own.size_band,
    count(case when u.peer_group = own.peer_group then 1 end) as in_group,
    count(case when u.stage = own.stage then 1 end) as in_stage,
    count(case when u.size_band = own.size_band then 1 end) as in_size
from visible as own
inner join marts.dim_unit as u on own.unit_level = u.unit_level and own.unit_id <> u.unit_id
inner join marts.indicator_value as v on u.unit_level = v.unit_level and u.unit_id = v.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
where
    own.unit_level = $unit_level and own.unit_id = $unit_id and own.unit_level in ('school', 'branch')
    and v.indicator_code = $indicator and v.breakdown is null and v.value is not null
    and not v.rests_on_few and not v.is_suppressed
    and v.period_type = $period_type and v.period_start = cast($period_start as date)
group by own.peer_group, own.stage, own.size_band
