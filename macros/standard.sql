{% macro meets(value, comparison, standard) -%}
case
    when {{ comparison }} = '>=' then {{ value }} >= {{ standard }} - 1e-9
    when {{ comparison }} = '<=' then round({{ value }}, 2) <= {{ standard }} + 1e-9
end
{%- endmacro %}
