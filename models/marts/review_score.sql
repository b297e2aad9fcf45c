-- 综合得分 step by step: every indicator, every item, the total, the vetoes, and the band (对应区间) that it lies in. It is worked out whether
-- or not the weights are confirmed; readers show it only when they are. 仅供参考: a band is never a conclusion.
-- The confidential veto changes nothing here but its own row, or what others see would give it away.
-- Grain: one row a unit, year and step.
with indicator_step as (
    select
        point.year,
        point.unit_id,
        'school' as unit_level,
        item.item_order * 1000 + row_number() over (
            partition by point.unit_id, point.year, point.item order by point.indicator_code nulls last
        ) as step_order,
        'indicator:' || point.item || ':' || point.indicator_code as step,
        'indicator' as kind,
        item.part,
        item.item,
        point.indicator_code,
        point.value,
        point.unit,
        case when point.is_score then null else point.standard end as standard,
        point.points,
        cast(null as double) as weight,
        case when point.points is not null then item.applied_weight / item.counted end as applied_weight,
        case when point.points is not null then point.points * item.applied_weight / item.counted / 100 end as contribution,
        point.treatment,
        cast(null as string) as band,
        cast(null as boolean) as is_triggered,
        cast(null as string) as sentence,
        false as is_confidential,
        item.is_confirmed,
        item.is_closed
    from {{ ref('int_review_indicator') }} as point
    inner join {{ ref('int_review_item') }} as item
        on
            point.unit_id = item.unit_id
            and point.year = item.year
            and point.item = item.item
),

item_step as (
    select
        year,
        unit_id,
        'school' as unit_level,
        item_order * 1000 as step_order,
        'item:' || item as step,
        'item' as kind,
        part,
        item,
        cast(null as string) as indicator_code,
        cast(null as double) as value,
        '分' as unit,
        cast(null as double) as standard,
        points,
        weight,
        applied_weight,
        contribution,
        treatment,
        cast(null as string) as band,
        cast(null as boolean) as is_triggered,
        cast(null as string) as sentence,
        false as is_confidential,
        is_confirmed,
        is_closed
    from {{ ref('int_review_item') }}
),

whole as (
    select
        item.year,
        item.unit_id,
        item.is_confirmed,
        item.is_closed,
        max(item.coverage) as coverage,
        max(rule.threshold) as minimum_coverage,
        -- Adding in another order would move the last digits, and with them a school on a limit.
        case
            when max(item.coverage) >= max(rule.threshold) - 1e-9
                then {{ same_every_time('sum(item.contribution)') }}
        end as total
    from {{ ref('int_review_item') }} as item
    inner join {{ ref('review_rule') }} as rule on rule.rule = 'minimum_coverage'
    group by item.year, item.unit_id, item.is_confirmed, item.is_closed
),

-- The band of the points, and the lowest that an open veto leaves.
banded as (
    select
        whole.*,
        by_points.band as band_by_points,
        by_points.lower_score as lowest_by_points,
        veto.highest_band,
        veto.lower_score as lowest_by_veto
    from whole
    left join {{ ref('review_band') }} as by_points
        on
            (by_points.lower_score is null or whole.total >= by_points.lower_score)
            and (by_points.upper_score is null or whole.total < by_points.upper_score)
            and whole.total is not null
    left join (
        select
            rule.unit_id,
            rule.year,
            rule.highest_band,
            band.lower_score,
            row_number() over (
                partition by rule.unit_id, rule.year order by coalesce(band.lower_score, -1) asc nulls last
            ) as place
        from {{ ref('int_review_rule') }} as rule
        inner join {{ ref('review_band') }} as band on rule.highest_band = band.band
        where rule.is_triggered and not rule.is_confidential
    ) as veto
        on
            whole.unit_id = veto.unit_id
            and whole.year = veto.year
            and veto.place = 1
),

concluded as (
    select
        banded.*,
        case
            when total is null then null
            when highest_band is not null and coalesce(lowest_by_veto, -1) < coalesce(lowest_by_points, -1) then highest_band
            else band_by_points
        end as band_by_veto
    from banded
),

share as (
    select
        rule.threshold,
        rule.highest_band,
        band.band as best_band
    from {{ ref('review_rule') }} as rule
    inner join {{ ref('review_band') }} as band on band.upper_score is null
    where rule.rule = 'top_share'
),

-- 33.33 stands for a third: three schools leave room for one. Who share a total share a place, the last one.
placed as (
    select
        concluded.*,
        share.best_band,
        share.highest_band as band_by_share,
        floor(count(concluded.total) over (partition by concluded.year) * share.threshold / 100 + 0.01) as room,
        count(*) over (
            partition by concluded.year, concluded.band_by_veto order by concluded.total desc nulls last
            range between unbounded preceding and current row
        ) as place
    from concluded
    cross join share
),

-- Of the best band only as many as the cap leaves room for keep it; without a band to go to it moves nobody.
settled as (
    select
        placed.*,
        case
            when band_by_veto = best_band and place > room then coalesce(band_by_share, band_by_veto)
            else band_by_veto
        end as band
    from placed
),

total_step as (
    {% for step, place, value, unit, standard, band, treatment in [
        ('coverage', 900000, 'coverage', "'%'", 'minimum_coverage', 'cast(null as string)', "case when coverage >= minimum_coverage - 1e-9 then 'counted' else 'too_little' end"),
        ('total', 900001, 'total', "'分'", 'cast(null as double)', 'band_by_points', "case when total is null then 'too_little' else 'counted' end"),
        ('band', 900009, 'total', "'分'", 'cast(null as double)', 'band', "case when total is null then 'too_little' when band <> band_by_veto then 'over_share' when band <> band_by_points then 'lowered' else 'counted' end"),
    ] %}
    select
        year,
        unit_id,
        'school' as unit_level,
        {{ place }} as step_order,
        '{{ step }}' as step,
        '{{ step }}' as kind,
        cast(null as string) as part,
        cast(null as string) as item,
        cast(null as string) as indicator_code,
        {{ value }} as value,
        {{ unit }} as unit,
        {{ standard }} as standard,
        cast(null as double) as points,
        cast(null as double) as weight,
        cast(null as double) as applied_weight,
        cast(null as double) as contribution,
        {{ treatment }} as treatment,
        {{ band }} as band,
        cast(null as boolean) as is_triggered,
        cast(null as string) as sentence,
        false as is_confidential,
        is_confirmed,
        is_closed
    from settled
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

rule_step as (
    select
        rule.year,
        rule.unit_id,
        'school' as unit_level,
        900002 + row_number() over (partition by rule.unit_id, rule.year order by rule.rule nulls last) as step_order,
        'rule:' || rule.rule as step,
        'rule' as kind,
        cast(null as string) as part,
        rule.label as item,
        cast(null as string) as indicator_code,
        rule.found as value,
        case rule.rule when 'moral_veto' then '人' else '分' end as unit,
        rule.threshold as standard,
        cast(null as double) as points,
        cast(null as double) as weight,
        cast(null as double) as applied_weight,
        cast(null as double) as contribution,
        case
            when not rule.may_judge then 'disputed'
            when rule.is_triggered then 'triggered'
            when rule.found is null then 'nothing_to_judge'
            else 'not_triggered'
        end as treatment,
        rule.highest_band as band,
        rule.is_triggered,
        rule.sentence,
        rule.is_confidential,
        whole.is_confirmed,
        whole.is_closed
    from {{ ref('int_review_rule') }} as rule
    inner join whole on rule.unit_id = whole.unit_id and rule.year = whole.year
)

{% for step in ['indicator_step', 'item_step', 'total_step', 'rule_step'] %}
select
    cast(year as integer) as year,
    unit_id,
    unit_level,
    cast(step_order as integer) as step_order,
    step,
    kind,
    part,
    item,
    indicator_code,
    cast(value as double) as value,
    unit,
    cast(standard as double) as standard,
    cast(points as double) as points,
    cast(weight as double) as weight,
    cast(applied_weight as double) as applied_weight,
    cast(contribution as double) as contribution,
    treatment,
    band,
    is_triggered,
    sentence,
    is_confidential,
    is_confirmed,
    is_closed
from {{ step }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
