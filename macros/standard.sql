{% macro meets(value, comparison, standard) -%}
case
    when {{ comparison }} = '>=' then {{ value }} >= {{ standard }} - 1e-9
    when {{ comparison }} = '<=' then round({{ value }}, 2) <= {{ standard }} + 1e-9
end
{%- endmacro %}

{#- What is missing of the whole standard: persons, organisations or rows of a share, hours of a mean; null of anything else. -#}
{% macro wanting(row, indicator) -%}
case
    when {{ indicator }}.unit = '%' and {{ indicator }}.direction = 'higher'
        and {{ indicator }}.is_made_good
        then greatest(0, ceil({{ row }}.standard * {{ row }}.denominator / 100 - 1e-9) - {{ row }}.numerator)
    when {{ indicator }}.method = 'member_mean'
        then greatest(0, {{ row }}.standard * {{ row }}.denominator - {{ row }}.numerator)
end
{%- endmacro %}
