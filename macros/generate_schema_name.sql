{#- A DuckDB file is one build's alone; the catalogue of a Spark server is everybody's, so there each name says whose it is. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if target.type == 'spark' and custom_schema_name -%} {{ target.schema }}_{{ custom_schema_name }}
    {%- else -%} {{ custom_schema_name or target.schema }}
    {%- endif -%}
{%- endmacro %}
