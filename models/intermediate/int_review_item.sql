-- 综合得分: the items of each school with their points (the mean of the indicators that count), the weight that each has once the weight
-- of items without points is shared out, and how much of all weight rests on something (coverage).
-- Grain: one row a school, year and item.
with school as (
    select distinct
        unit_id,
        year,
        is_closed
    from {{ ref('int_unit_value') }}
    where unit_level = 'school' and period_type = 'year' and breakdown is null
),

gathered as (
    select
        school.unit_id,
        school.year,
        school.is_closed,
        weight.item_order,
        weight.part,
        weight.item,
        weight.weight,
        weight.is_confirmed,
        count(indicator.points) as counted,
        count(case when indicator.treatment = 'not_reported' then 1 end) as missing,
        avg(indicator.points) as points
    from school
    inner join {{ ref('int_review_weight') }} as weight on school.year = weight.year
    left join {{ ref('int_review_indicator') }} as indicator
        on
            school.unit_id = indicator.unit_id
            and school.year = indicator.year
            and weight.item = indicator.item
    group by
        school.unit_id, school.year, school.is_closed, weight.item_order, weight.part, weight.item, weight.weight,
        weight.is_confirmed
),

shared as (
    select
        gathered.*,
        case when counted > 0 then weight * 1.0 * counted / (counted + missing) else 0.0 end as weight_there,
        sum(case when counted > 0 then weight else 0.0 end) over (partition by unit_id, year) as weight_counted
    from gathered
)

select
    unit_id,
    year,
    is_closed,
    item_order,
    part,
    item,
    weight,
    is_confirmed,
    counted,
    missing,
    points,
    case when counted > 0 then 100.0 * weight / weight_counted end as applied_weight,
    case when counted > 0 then points * weight / weight_counted end as contribution,
    100.0 * sum(weight_there) over (partition by unit_id, year) / sum(weight) over (partition by unit_id, year) as coverage,
    case
        when counted > 0 and missing > 0 then 'partly'
        when counted > 0 then 'counted'
        when missing > 0 then 'missing'
        else 'left_out'
    end as treatment
from shared
