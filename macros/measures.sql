{% macro measures() -%} {{ return(var('measures')) }} {%- endmacro %}

{% macro presences() -%} {{ return(var('presences')) }} {%- endmacro %}

{% macro dimensions() -%} {{ return(var('dimensions')) }} {%- endmacro %}

{% macro rows_that_count(of) -%}
{%- set conditions = [] -%}
{%- for column in of.get('holds', []) -%} {%- do conditions.append(column) -%} {%- endfor -%}
{%- for column in of.get('given', []) -%} {%- do conditions.append(column ~ ' is not null') -%} {%- endfor -%}
{%- for column in of.get('positive', []) -%} {%- do conditions.append(column ~ ' > 0') -%} {%- endfor -%}
{%- for column, value in of.get('equals', {}).items() -%} {%- do conditions.append(column ~ " = '" ~ value ~ "'") -%} {%- endfor -%}
{{ conditions | join(' and ') or 'true' }}
{%- endmacro %}

{% macro subject_of(of) -%}
{%- set parts = [] -%}
{%- for column in of.subject or [of.person_key or 'null'] -%}
    {%- do parts.append('cast(' ~ column ~ ' as string)') -%}
{%- endfor -%}
{{ parts | join(" || ' ' || ") }}
{%- endmacro %}

{% macro counts_until(of, day) -%}
{%- set conditions = [] -%}
{%- for column, values in of.get('for_good_where', {}).items() -%}
    {%- do conditions.append(column ~ " in ('" ~ values | join("', '") ~ "')") -%}
{%- endfor -%}
{%- if of.holds_until == 'for_good' -%}
{{ last_day_of_all() }}
{%- elif of.holds_until -%}
coalesce(cast({{ of.holds_until }} as date), {{ last_day_of_all() }})
{%- elif conditions -%}
case when {{ conditions | join(' or ') }} then {{ last_day_of_all() }} else cast({{ day }} as date) end
{%- else -%}
cast({{ day }} as date)
{%- endif -%}
{%- endmacro %}
