-- Indicators with the parameters of their kind and the categories that they count. A table, as most models read it.
-- Grain: one row an indicator.
with counted as (
    select
        indicator_code,
        {{ joined_sorted('category') }} as categories
    from {{ ref('stg_indicator_measure') }}
    where category is not null
    group by indicator_code
)

select
    indicator.*,
    counted.categories
from {{ ref('stg_indicator') }} as indicator
left join counted on indicator.indicator_code = counted.indicator_code
