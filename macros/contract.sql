{#- How wide an integer comes out differs between engines (a rank, a difference of days): a contract on Spark asks for a whole number
    and makes it as wide as it says. Any other type has to come out of the model itself. -#}
{% macro spark__format_column(column) -%}
{%- set kind = 'whole number' if column.dtype in ('tinyint', 'smallint', 'int', 'bigint') else column.dtype -%}
{{ return({'name': column.name, 'data_type': column.dtype, 'formatted': column.column.lower() ~ ' ' ~ kind}) }}
{%- endmacro %}

{% macro spark__get_column_names() -%}
{%- set chosen = [] -%}
{%- for column in model['columns'].values() -%}
    {%- set whole = column.data_type in ('integer', 'bigint') -%}
    {%- do chosen.append('cast(' ~ column.name ~ ' as ' ~ column.data_type ~ ') as ' ~ column.name if whole else column.name) -%}
{%- endfor -%}
{{ chosen | join(', ') }}
{%- endmacro %}

{#- Tables of Parquet have no constraints: that nothing is null is asked where the marts are fetched, pipeline/spark/tables.py. -#}
{% macro spark__persist_constraints(relation, model) -%} {%- endmacro %}
