{#- Statuses in groups, as data/vocabulary.yaml has them: met, short, valued. -#}
{% macro status_is(status, group) -%}
{{ status }} in ('{{ var('status_groups')[group] | join("', '") }}')
{%- endmacro %}

{% macro is_judged(status) -%}
({{ dangjian.status_is(status, 'met') }} or {{ dangjian.status_is(status, 'short') }})
{%- endmacro %}

{#- A day of a year from its month and day, `MM-DD`. -#}
{% macro day_of_year(year, month_and_day) -%}
make_date(
    cast({{ year }} as integer),
    cast(substr({{ month_and_day }}, 1, 2) as integer),
    cast(substr({{ month_and_day }}, 4, 2) as integer)
)
{%- endmacro %}
