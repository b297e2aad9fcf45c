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
