-- 标准沿革: every version of every standard as data/standards holds it, in force or not, confirmed or not, with its source.
-- Grain: one row a standard, indicator, threshold and first day.
with version as (
    select
        '达标标准' as standard,
        standard.indicator_code,
        case standard.comparison when '>=' then '不低于' else '不高于' end || {{ plain_number('standard.threshold') }}
        || indicator.unit as text,
        standard.comparison,
        standard.threshold,
        indicator.unit,
        standard.valid_from,
        standard.valid_to,
        standard.confirmed and {{ may_judge('standard') }} and indicator.may_judge as is_active,
        standard.confirmed_by,
        standard.source
    from {{ ref('indicator_standard') }} as standard
    inner join {{ ref('int_indicator') }} as indicator on standard.indicator_code = indicator.indicator_code
    union all
    select
        '学时门槛' as standard,
        threshold.indicator_code,
        '全年不少于' || {{ plain_number('threshold.hours') }} || '学时' as text,
        '>=' as comparison,
        threshold.hours as threshold,
        '学时' as unit,
        threshold.valid_from,
        threshold.valid_to,
        threshold.active and {{ may_judge('threshold') }} as is_active,
        threshold.confirmed_by,
        threshold.source
    from {{ ref('hours_threshold') }} as threshold
)

select
    version.standard,
    version.indicator_code,
    indicator.name_zh,
    version.text,
    version.comparison,
    version.threshold,
    version.unit,
    version.valid_from,
    version.valid_to,
    version.is_active,
    version.confirmed_by,
    version.source
from version
inner join {{ ref('int_indicator') }} as indicator on version.indicator_code = indicator.indicator_code
