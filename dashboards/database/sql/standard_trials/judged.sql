-- Units held against another threshold: whether they met theirs before, and whether they would. One row a branch or school.
with reached as (
    select
        r.unit_level,
        r.unit_id,
        100.0 * sum(case when r.reach >= $hours - 1e-9 then r.members else 0 end)
        / nullif(sum(r.members), 0) as value
    from marts.threshold_reach as r
    inner join visible as u on r.unit_level = u.unit_level and r.unit_id = u.unit_id
    where r.indicator_code = $indicator and r.year = $year
    group by r.unit_level, r.unit_id
),

tried as (
    select
        v.unit_level,
        v.unit_id,
        u.unit_name,
        u.area_id,
        u.stage,
        a.unit_name as area_name,
        coalesce((
            select string_agg(s.unit_name, '、' order by s.unit_name) from visible as s
            where
                s.unit_level = 'school' and u.unit_level = 'branch'
                and (
                    s.unit_id = u.school_id
                    or list_contains(string_split(coalesce(u.school_ids, ''), '、'), s.unit_id)
                )
        ), '') as school_name,
        i.unit,
        v.numerator,
        v.denominator,
        v.status,
        v.value as value_before,
        v.standard as standard_before,
        case when $hours is null then v.value else r.value end as value_after,
        {{ meets('v.value', 'i.comparison', 'v.standard') }} as met_before,
        {{ meets('case when $hours is null then v.value else r.value end', 'i.comparison', '$threshold') }} as met_after
    from seen_value as v
    inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
    inner join seen_indicator as i on v.indicator_code = i.indicator_code and not i.is_confidential
    left join reached as r on v.unit_level = r.unit_level and v.unit_id = r.unit_id
    left join visible as a on a.unit_level = 'area' and u.area_id = a.unit_id
    where
        v.indicator_code = $indicator and v.year = $year and v.period_type = 'year' and v.breakdown is null
        and v.value is not null and v.standard is not null
        and v.unit_level in ('branch', 'school')
        and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
)

select
    *,
    case
        when met_before and not met_after then 'worse'
        when met_after and not met_before then 'better'
        else 'same'
    end as change
from tried
where met_before is not null and met_after is not null
