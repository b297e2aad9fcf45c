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

{#- dbt-spark goes by way of seconds and a time zone, and counts a month once more where the day of the month is smaller. -#}
{% macro spark__dateadd(datepart, interval, from_date_or_timestamp) -%}
{%- set functions = {'day': 'date_add', 'month': 'add_months'} -%}
{{ functions[datepart] }}({{ from_date_or_timestamp }}, cast({{ interval }} as integer))
{%- endmacro %}

{% macro spark__datediff(first_date, second_date, datepart) -%}
{%- if datepart == 'day' -%} datediff({{ second_date }}, {{ first_date }})
{%- elif datepart == 'month' -%}
((year({{ second_date }}) - year({{ first_date }})) * 12 + month({{ second_date }}) - month({{ first_date }}))
{%- else -%} {{ exceptions.raise_compiler_error('datediff: no ' ~ datepart) }}
{%- endif -%}
{%- endmacro %}
