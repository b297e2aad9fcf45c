-- 政策状态: what may not be judged by, or only after somebody of the district confirmed it, with the document that says so. The ten or so
-- weights of one version stand together, where the same is said of them.
-- Grain: one row a kind and what it is about, of what is not 可用.
with said as (
    select
        '指标' as kind,
        indicator.indicator_code as subject,
        indicator.indicator_code,
        indicator.name_zh,
        {{ policy_of('indicator') }},
        {{ may_judge('indicator') }} as may_judge
    from {{ ref('int_indicator') }} as indicator
    union all
    select
        '达标标准' as kind,
        standard.indicator_code || ' ' || standard.valid_from as subject,
        standard.indicator_code,
        indicator.name_zh,
        {{ policy_of('standard') }},
        {{ may_judge('standard') }} as may_judge
    from {{ ref('indicator_standard') }} as standard
    inner join {{ ref('int_indicator') }} as indicator on standard.indicator_code = indicator.indicator_code
    union all
    select
        '学时门槛' as kind,
        threshold.indicator_code || ' ' || threshold.hours || ' ' || threshold.valid_from as subject,
        threshold.indicator_code,
        indicator.name_zh,
        {{ policy_of('threshold') }},
        {{ may_judge('threshold') }} as may_judge
    from {{ ref('hours_threshold') }} as threshold
    inner join {{ ref('int_indicator') }} as indicator on threshold.indicator_code = indicator.indicator_code
    union all
    select
        '预警规则' as kind,
        rule.rule as subject,
        cast(null as string) as indicator_code,
        rule.name as name_zh,
        {{ policy_of('rule') }},
        {{ may_judge('rule') }} as may_judge
    from {{ ref('alert_rule') }} as rule
    union all
    select
        '综合得分规则' as kind,
        rule.rule as subject,
        cast(null as string) as indicator_code,
        rule.label as name_zh,
        {{ policy_of('rule') }},
        {{ may_judge('rule') }} as may_judge
    from {{ ref('review_rule') }} as rule
    union all
    select
        '综合得分权重' as kind,
        cast(min(weight.item_order) as string) || ' ' || weight.valid_from as subject,
        cast(null as string) as indicator_code,
        {{ joined_sorted('weight.item') }} as name_zh,
        {{ policy_of('weight') }},
        {{ may_judge('weight') }} as may_judge
    from {{ ref('review_weight') }} as weight
    group by weight.valid_from, {{ policy_of('weight') }}
    union all
    select
        weight.scheme || '权重' as kind,
        min(weight.evaluator) || ' ' || weight.valid_from as subject,
        cast(null as string) as indicator_code,
        {{ joined_sorted('weight.evaluator') }} as name_zh,
        {{ policy_of('weight') }},
        {{ may_judge('weight') }} as may_judge
    from {{ ref('evaluator_weight') }} as weight
    group by weight.scheme, weight.valid_from, {{ policy_of('weight') }}
)

select
    said.kind,
    said.subject,
    said.indicator_code,
    said.name_zh,
    said.policy_status,
    said.policy_source,
    nullif(said.policy_note, '') as policy_note,
    nullif(said.replaced_by, '') as replaced_by,
    nullif(said.policy_confirmed_by, '') as policy_confirmed_by,
    said.policy_confirmed_on,
    said.may_judge
from said
where said.policy_status <> '可用'
