{#- Whether a value keeps to a standard; null where either is missing.
    Two decimals for a ceiling, as a third is written: 3 of 9 is no more than 33.33%. -#}
{% macro meets(value, comparison, standard) -%}
case
    when {{ comparison }} = '>=' then {{ value }} >= {{ standard }} - 1e-9
    when {{ comparison }} = '<=' then round({{ value }}, 2) <= {{ standard }} + 1e-9
end
{%- endmacro %}
