-- Why one value of a unit changed: the three effects (macros/decomposition.sql), summed by school, area, 学段 or organisation (`by`) as
-- contributors belong today. A 联合党支部 is a line of its own beside schools; names outside the viewer's scope are null.
with pairs as (
    {% include "database/sql/changes/pair.sql" %}
),

compared as (
    select * from pairs
    where
        indicator_code = $indicator and reason is null
        and kind in ('ratio', 'rate', 'coverage', 'frequency')
),

contributor as (
    {% include "database/sql/changes/contributors.sql" %}
),

beside as (
    select
        contributor.*,
        compared.unit
    from contributor
    cross join compared
),

{{ change_effects('beside', 'unit') }},

belonging as (
    select
        w.org_code,
        min(case when w.unit_level = 'area' then w.unit_id end) as area_id,
        case
            when count(distinct case when w.unit_level = 'school' then w.unit_id end) = 1
                then min(case when w.unit_level = 'school' then w.unit_id end)
        end as school_id,
        count(distinct case when w.unit_level = 'school' then w.unit_id end) > 1 as is_shared
    from marts.unit_organisation as w
    inner join marts.dim_organisation as o on w.org_code = o.org_code
    where
        least({{ as_of_day() }}, coalesce(o.active_to, {{ as_of_day() }}))
        between coalesce(w.valid_from, {{ as_of_day() }}) and coalesce(w.valid_to, {{ as_of_day() }})
    group by w.org_code
),

placed as (
    select
        e.*,
        case when e.contributor_level = 'school' then e.contributor_id else b.school_id end as school_id,
        case when e.contributor_level = 'area' then e.contributor_id else coalesce(b.area_id, s.area_id) end as area_id,
        coalesce(b.is_shared, false) as is_shared,
        coalesce(s.stage, t.stage) as stage,
        o.org_name
    from effects as e
    left join belonging as b on e.contributor_level = 'organisation' and e.contributor_id = b.org_code
    left join marts.dim_unit as s on e.contributor_level = 'school' and s.unit_level = 'school' and e.contributor_id = s.unit_id
    left join marts.dim_unit as t on t.unit_level = 'school' and b.school_id = t.unit_id
    left join marts.dim_organisation as o
        on
            e.contributor_level = 'organisation' and e.contributor_id = o.org_code
            and e.contributor_id in (select org_code from visible_organisation)
),

grouped as (
    select
        *,
        case
            when contributor_level in ('few', 'remainder') then contributor_level
            {% if by == 'stage' %}
            when contributor_level = 'area' then 'area'
            else 'stage'
            {% elif by == 'area' %}
            else 'area'
            {% elif by == 'school' %}
            when contributor_level <> 'area' and school_id is not null then 'school'
            else contributor_level
            {% else %}
            else contributor_level
            {% endif %}
        end as group_level
    from placed
),

keyed as (
    select
        *,
        case group_level
            when 'stage' then case when is_shared then '跨学段' else coalesce(stage, '不分学段') end
            when 'area' then coalesce(area_id, '')
            when 'school' then school_id
            else coalesce(contributor_id, '')
        end as group_id
    from grouped
)

select
    k.group_level,
    case when k.group_level not in ('area', 'school') or u.unit_id is not null then k.group_id end as group_id,
    case k.group_level
        when 'few' then '有效票不足的单位合计'
        when 'remainder' then '跨片区重复计的人'
        when 'stage' then k.group_id
        when 'organisation' then max(k.org_name)
        else max(coalesce(u.unit_name, k.org_name))
    end as group_name,
    bool_or(k.is_shared and k.group_level = 'organisation') as is_shared,
    cast(sum(k.contributors) as bigint) as contributors,
    sum(k.numerator_before) as numerator_before,
    sum(k.denominator_before) as denominator_before,
    sum(k.numerator_now) as numerator_now,
    sum(k.denominator_now) as denominator_now,
    sum(k.rate_effect) as rate_effect,
    sum(k.mix_effect) as mix_effect,
    sum(k.turnover_effect) as turnover_effect,
    sum(k.rate_effect + k.mix_effect + k.turnover_effect) as effect
from keyed as k
left join visible as u on k.group_level = u.unit_level and k.group_id = u.unit_id
group by k.group_level, k.group_id, u.unit_id
order by abs(sum(k.rate_effect + k.mix_effect + k.turnover_effect)) desc, k.group_id
