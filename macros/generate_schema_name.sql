{#- Schemas are named for their layer (`marts`, not `main_marts`): readers and the contract use these names. -#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ custom_schema_name or target.schema }}
{%- endmacro %}
