-- Statuses of one family, unit by indicator: the `limit` units that fall short most deeply, and of equal ones in most.
with cell as (
    select
        v.indicator_code,
        i.name_zh,
        i.family,
        v.unit_id,
        u.unit_name,
        v.status,
        v.state,
        v.value,
        v.is_hidden,
        i.unit,
        v.numerator,
        v.denominator,
        v.units_reported,
        v.units_expected,
        v.rests_on_few,
        sum(case v.depth when 'severe' then 1 else 0 end) over (partition by v.unit_id) as severe,
        sum(case v.depth when 'marked' then 1 else 0 end) over (partition by v.unit_id) as marked,
        sum(case when v.judgement = 'short' then 1 else 0 end) over (partition by v.unit_id) as poor
    from seen_value as v
    inner join seen_indicator as i on v.indicator_code = i.indicator_code
    inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
    where
        i.family = $family and v.unit_level = $unit_level and v.breakdown is null
        and v.period_type = $period_type and v.period_start = cast($period_start as date)
        and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
)

select * from cell
qualify dense_rank() over (order by severe desc, marked desc, poor desc, unit_name asc, unit_id asc) <= $limit
order by severe desc, marked desc, poor desc, unit_name asc, unit_id asc, indicator_code asc
