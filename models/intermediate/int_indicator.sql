-- Indicators with the parameters of their kind and the categories that they count. A table, as most models read it.
-- `is_made_good`: what is missing can still be brought in within the year, as far as rows go (data/measures.yaml).
-- Grain: one row an indicator.
{%- set made_good = [] %}
{%- for measure, of in dangjian.measures().items() if of.get('made_good') %}{% do made_good.append(measure) %}{% endfor %}
with counted as (
    select
        indicator_code,
        {{ joined_sorted('category') }} as categories
    from {{ ref('stg_indicator_measure') }}
    where category is not null
    group by indicator_code
),

numerator as (
    select
        indicator_code,
        min(
            case
                {%- for name in made_good %}
                when measure = '{{ name }}' then 1
                {%- endfor %}
                else 0
            end
        ) = 1 as is_made_good
    from {{ ref('stg_indicator_measure') }}
    where side = 'numerator'
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
    indicator.method <> 'row_ratio' or coalesce(numerator.is_made_good, false) as is_made_good,
    {{ may_judge('indicator') }} and coalesce(scheme.may_judge, true) as may_judge,
    {{ is_barred('indicator') }} or coalesce(scheme.is_barred, false) as is_barred
from {{ ref('stg_indicator') }} as indicator
left join counted on indicator.indicator_code = counted.indicator_code
left join numerator on indicator.indicator_code = numerator.indicator_code
left join scheme on indicator.weights = scheme.scheme
