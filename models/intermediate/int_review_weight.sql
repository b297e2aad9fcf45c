-- 综合得分: the weights in force for each year, the newest version that began by its last day, and whether all of it is confirmed,
-- by policy too. A weight that policy bars is none; what is left is shared out among the others.
-- Grain: one row a year and item.
with version as (
    select
        years.year,
        max(weight.valid_from) as valid_from
    from {{ ref('int_year') }} as years
    inner join {{ ref('review_weight') }} as weight on weight.valid_from <= make_date(years.year, 12, 31)
    group by years.year
)

select
    version.year,
    weight.item_order,
    weight.part,
    weight.item,
    weight.indicator_code,
    weight.weight,
    min(case when weight.confirmed and {{ may_judge('weight') }} then 1 else 0 end) over (partition by version.year) = 1
        as is_confirmed
from version
inner join {{ ref('review_weight') }} as weight
    on
        version.valid_from = weight.valid_from
        and not {{ is_barred('weight') }}
