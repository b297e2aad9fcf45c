-- A school's branches with how many indicators of a year stand where, and the names of what fell short.
select
    u.unit_id,
    u.unit_name,
    u.is_shared,
    u.member_count,
    u.active_to,
    cast(sum(case when v.judgement = 'short' then 1 else 0 end) as bigint) as short,
    cast(sum(case when v.status = 'not_reported' then 1 else 0 end) as bigint) as silent,
    cast(sum(case when v.judgement = 'met' then 1 else 0 end) as bigint) as good,
    string_agg(case when v.judgement = 'short' then i.name_zh end, '、' order by v.indicator_code)
        as short_names
from visible as u
left join seen_value as v
    on
        u.unit_level = v.unit_level and u.unit_id = v.unit_id and v.year = $year and v.period_type = 'year'
        and v.breakdown is null
left join seen_indicator as i on v.indicator_code = i.indicator_code
where
    u.unit_level = 'branch'
    and (u.school_id = $school or list_contains(string_split(coalesce(u.school_ids, ''), '、'), $school))
group by u.unit_id, u.unit_name, u.is_shared, u.member_count, u.active_to
order by u.unit_id
