-- 综合得分: what each indicator of an item gives a school, 0 to 100. A score (测评) is its own points; any other indicator is held
-- against its confirmed standard and gives the share of it that was reached.
-- Grain: one row a school, year and indicator.
with value_of as (
    select
        weight.year,
        weight.item_order,
        weight.part,
        weight.item,
        weight.indicator_code is not null as is_score,
        unit_value.unit_id,
        unit_value.indicator_code,
        case when unit_value.is_kept_back then null else unit_value.value end as value,
        case when unit_value.is_kept_back then 'too_few' else unit_value.status end as status,
        unit_value.standard,
        unit_value.standard_confirmed,
        unit_value.is_closed,
        indicator.unit,
        indicator.direction,
        indicator.may_judge
    from {{ ref('int_review_weight') }} as weight
    inner join {{ ref('int_indicator') }} as indicator
        on
            (weight.indicator_code is null and weight.item = indicator.family)
            or weight.indicator_code = indicator.indicator_code
    inner join {{ ref('int_unit_value') }} as unit_value
        on
            indicator.indicator_code = unit_value.indicator_code
            and weight.year = unit_value.year
            and unit_value.unit_level = 'school'
            and unit_value.period_type = 'year'
            and unit_value.breakdown is null
    where
        not indicator.is_confidential
        and not indicator.is_barred
        and (weight.indicator_code is not null or unit_value.standard is not null)
)

select
    value_of.*,
    case
        when value is null or not may_judge then null
        when is_score then least(greatest(value, 0.0), 100.0)
        when status = 'no_standard' then null
        when direction = 'higher' and standard <= 0 then 100.0
        when direction = 'higher' then least(greatest(100.0 * value / standard, 0.0), 100.0)
        when value <= standard then 100.0
        when standard > 0 then 100.0 * standard / value
        when unit = '%' then greatest(100.0 - value, 0.0)
        else 0.0
    end as points,
    case
        when status in ('not_applicable', 'not_due') then status
        when not may_judge or (not is_score and not coalesce(standard_confirmed, false)) then 'unconfirmed'
        when value is not null then 'counted'
        when status in ('not_reported', 'too_few') then status
        else 'not_applicable'
    end as treatment
from value_of
