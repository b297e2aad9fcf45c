{#- Dates that differ between engines. DuckDB keeps a timestamp when an interval is added; everything here returns a date. -#}

{% macro add_days(day, number) -%}
    cast({{ dbt.dateadd('day', number, day) }} as date)
{%- endmacro %}

{% macro add_months(day, number) -%}
    cast({{ dbt.dateadd('month', number, day) }} as date)
{%- endmacro %}

{% macro month_start(day) -%}
    cast({{ dbt.date_trunc('month', day) }} as date)
{%- endmacro %}

{#- Sentinels for "since ever" and "until further notice": intervals inside the models never hold nulls. -#}
{% macro first_day() -%} cast('1900-01-01' as date) {%- endmacro %}
{% macro last_day_of_all() -%} cast('9999-12-31' as date) {%- endmacro %}

{#- The day before the same day `months` later (影响期满日): the last day of that month minus one where it has no such day. -#}
{% macro effect_end(day, months) -%}
    {{ add_days(add_months(day, months), -1) }}
{%- endmacro %}

{#- Day of the week, Monday 1 to Sunday 7. 1 January 1900 was a Monday. -#}
{% macro weekday(day) -%}
    ({{ dbt.datediff("cast('1900-01-01' as date)", day, 'day') }} % 7 + 1)
{%- endmacro %}
