{% macro add_days(day, number) -%}
    cast({{ dbt.dateadd('day', number, day) }} as date)
{%- endmacro %}

{% macro add_months(day, number) -%}
    cast({{ dbt.dateadd('month', number, day) }} as date)
{%- endmacro %}

{% macro month_start(day) -%}
    cast({{ dbt.date_trunc('month', day) }} as date)
{%- endmacro %}

{% macro first_day() -%} cast('1900-01-01' as date) {%- endmacro %}
{% macro last_day_of_all() -%} cast('9999-12-31' as date) {%- endmacro %}

{% macro effect_end(day, months) -%}
    {{ add_days(add_months(day, months), -1) }}
{%- endmacro %}

{#- 1 January 1900 was a Monday. -#}
{% macro weekday(day) -%}
    ({{ dbt.datediff("cast('1900-01-01' as date)", day, 'day') }} % 7 + 1)
{%- endmacro %}
