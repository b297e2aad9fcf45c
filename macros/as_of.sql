{% macro as_of() -%} (select run.as_of from {{ ref('int_run') }} as run) {%- endmacro %}

{% macro closing_day_of(year) -%}
case
    when {{ year }} <= extract(year from {{ as_of() }})
        then least(make_date(cast({{ year }} as integer), 12, 31), {{ as_of() }})
end
{%- endmacro %}
