-- Branches whose yearly values are `status` (not_reported, too_few), most indicators first.
select
    u.unit_level,
    u.unit_id,
    u.unit_name,
    count(*) as indicators,
    string_agg(i.name_zh, '、' order by i.indicator_code) as names,
    count(*) over () as total
from seen_value as v
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code
where
    v.year = $year and v.period_type = 'year' and v.breakdown is null and v.status = $status
    and v.unit_level = 'branch'
    and ($status <> 'not_reported' or i.feeding_ledger in (select ledger from marts.submission))
    and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
group by u.unit_level, u.unit_id, u.unit_name
order by count(*) desc, u.unit_name limit $limit
