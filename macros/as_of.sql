{#- The day the build looks at. -#}
{% macro as_of() -%} (select run.as_of from {{ ref('stg_run') }} as run) {%- endmacro %}

{#- The day on which a row of a ledger kept by 年度 counts: the year's last day, or the as-of day in an open year; null for a 年度 that
    has not begun. -#}
{% macro closing_day_of(year) -%}
case
    when {{ year }} <= extract(year from {{ as_of() }})
        then least(make_date(cast({{ year }} as integer), 12, 31), {{ as_of() }})
end
{%- endmacro %}
