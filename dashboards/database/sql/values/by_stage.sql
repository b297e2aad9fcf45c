-- One row a 学段 (null for units without): units, those with a value, met, short, and their spread.
select
    u.stage,
    i.unit,
    count(*) as units,
    count(v.value) as known,
    count(case when v.judgement = 'met' then 1 end) as met,
    count(case when v.judgement = 'short' then 1 end) as short,
    count(case when v.status = 'not_reported' then 1 end) as silent,
    min(v.value) filter (where not v.rests_on_few) as lowest,
    percentile_cont(0.5) within group (order by v.value) filter (where not v.rests_on_few) as middle,
    max(v.value) filter (where not v.rests_on_few) as highest
from seen_value as v
inner join seen_indicator as i on v.indicator_code = i.indicator_code
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
where
    v.indicator_code = $indicator and v.unit_level = $unit_level
    and v.period_type = $period_type and v.period_start = cast($period_start as date)
    and ($area is null or u.area_id = $area) and v.breakdown is null and v.status not in ('not_applicable', 'suppressed')
group by u.stage, i.unit
order by u.stage nulls last
