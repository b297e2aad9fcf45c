{% macro same_every_time(sum) -%} cast(round({{ sum }}, 9) as double) {%- endmacro %}
