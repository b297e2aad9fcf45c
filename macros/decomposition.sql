{#- What a numerator over a denominator is multiplied by to give a value in that unit. -#}
{% macro multiplier_of(unit) -%}
case {{ unit }} when '%' then 100.0 when '‰' then 1000.0 else 1.0 end
{%- endmacro %}

{#- 为什么变了: the change of a pooled value (numerators over denominators of `relation`: one row a contributor, with both periods side by
    side, nought where it had nothing) as the sum of three effects a row, after Kitagawa (1955), whose middle is the mean of both periods:
    `rate_effect`: it did better or worse itself, at its mean share of the base;
    `mix_effect`: its share of the base moved, weighed by how far it lies from the middle of the whole;
    `turnover_effect`: it had a base in one of the periods only. All rows and effects together are the change, to the last digit.
    `whole`: columns that tell one whole from another, if `relation` holds several. -#}
{% macro change_effects(relation, unit, whole=none) -%}
{%- set over = 'over (' ~ ('partition by ' ~ whole if whole else '') ~ ')' -%}
weighed as (
    select
        {{ relation }}.*,
        denominator_before / sum(denominator_before) {{ over }} as share_before,
        denominator_now / sum(denominator_now) {{ over }} as share_now,
        numerator_before / sum(denominator_before) {{ over }} as part_before,
        numerator_now / sum(denominator_now) {{ over }} as part_now,
        (
            sum(numerator_before) {{ over }} / sum(denominator_before) {{ over }}
            + sum(numerator_now) {{ over }} / sum(denominator_now) {{ over }}
        ) / 2 as middle,
        numerator_before / nullif(denominator_before, 0) as rate_before,
        numerator_now / nullif(denominator_now, 0) as rate_now,
        denominator_before > 0 and denominator_now > 0 as stays,
        {{ multiplier_of(unit) }} as multiplier
    from {{ relation }}
),

effects as (
    select
        weighed.*,
        case
            when stays then multiplier * (rate_now - rate_before) * (share_before + share_now) / 2 else 0.0
        end as rate_effect,
        case
            when stays then multiplier * (share_now - share_before) * ((rate_before + rate_now) / 2 - middle) else 0.0
        end as mix_effect,
        case
            when stays then 0.0
            else multiplier * ((part_now - middle * share_now) - (part_before - middle * share_before))
        end as turnover_effect
    from weighed
)
{%- endmacro %}
