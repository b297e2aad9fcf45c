-- Indicators with the parameters of their kind and the categories that they count. A table, as most models read it.
-- Grain: one row an indicator.
with counted as (
    select
        indicator_code,
        {{ joined_sorted('category') }} as categories
    from {{ ref('stg_indicator_measure') }}
    where category is not null
    group by indicator_code
),

-- A score is made of all its weights: one that may not judge is enough.
scheme as (
    select
        weight.scheme,
        count(case when not {{ may_judge('weight') }} then 1 end) = 0 as may_judge,
        count(case when {{ is_barred('weight') }} then 1 end) > 0 as is_barred
    from {{ ref('evaluator_weight') }} as weight
    group by weight.scheme
)

select
    indicator.*,
    counted.categories,
    {{ may_judge('indicator') }} and coalesce(scheme.may_judge, true) as may_judge,
    {{ is_barred('indicator') }} or coalesce(scheme.is_barred, false) as is_barred
from {{ ref('stg_indicator') }} as indicator
left join counted on indicator.indicator_code = counted.indicator_code
left join scheme on indicator.weights = scheme.scheme
