-- 谁解决过: of every indicator that one unit falls short of in a year, the units like it (same 学段; the same size too in `same_group`)
-- that fell short of it the year before and meet it now. One row an indicator and such unit. Outside the viewer's scope a unit has
-- neither name nor values, nor is told what its 整改 said (the measures of problems of the same kind, of both years).
with short as (
    select
        v.indicator_code,
        v.unit_level,
        i.name_zh,
        i.family,
        i.unit,
        own.stage,
        own.peer_group
    from seen_value as v
    inner join visible as own on v.unit_level = own.unit_level and v.unit_id = own.unit_id
    inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
    where
        v.unit_level = $unit_level and v.unit_id = $unit_id and v.year = $year
        and v.period_type = 'year' and v.breakdown is null and v.judgement = 'short'
),

solved as (
    select
        s.indicator_code,
        s.name_zh,
        s.family,
        s.unit,
        u.unit_level,
        u.unit_id,
        u.peer_group = s.peer_group as same_group,
        past.value as value_before,
        now.value
    from short as s
    inner join marts.dim_unit as u
        on s.unit_level = u.unit_level and s.stage = u.stage and u.unit_id <> $unit_id
    inner join marts.indicator_value as past
        on
            s.indicator_code = past.indicator_code and u.unit_level = past.unit_level and u.unit_id = past.unit_id
            and past.period_type = 'year' and past.breakdown is null and past.year = $year - 1
            and past.judgement = 'short' and not past.rests_on_few and not past.is_suppressed
    inner join marts.indicator_value as now
        on
            s.indicator_code = now.indicator_code and u.unit_level = now.unit_level and u.unit_id = now.unit_id
            and now.period_type = 'year' and now.breakdown is null and now.year = $year and now.judgement = 'met'
            and not now.rests_on_few and not now.is_suppressed
),

measures as (
    select
        s.indicator_code,
        s.unit_id,
        string_agg(distinct p.action, '；' order by p.action) as actions
    from solved as s
    inner join visible as seen on s.unit_level = seen.unit_level and s.unit_id = seen.unit_id
    inner join marts.problem as p on s.family = p.category and p.year in ($year - 1, $year) and p.action is not null
    inner join marts.unit_organisation as w
        on
            p.org_code = w.org_code and s.unit_level = w.unit_level and s.unit_id = w.unit_id
            and p.raised_on between coalesce(w.valid_from, p.raised_on) and coalesce(w.valid_to, p.raised_on)
    group by s.indicator_code, s.unit_id
)

select
    s.indicator_code,
    s.name_zh,
    s.unit,
    s.same_group,
    seen.unit_level,
    seen.unit_id,
    seen.unit_name,
    case when seen.unit_id is not null then s.value_before end as value_before,
    case when seen.unit_id is not null then s.value end as value,
    m.actions
from solved as s
left join visible as seen on s.unit_level = seen.unit_level and s.unit_id = seen.unit_id
left join measures as m on s.indicator_code = m.indicator_code and s.unit_id = m.unit_id
order by s.indicator_code asc, s.same_group desc, m.actions is null asc, seen.unit_name asc nulls last
