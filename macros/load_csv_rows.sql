{#- dbt-spark puts each value between quotes as it is: a quote in a text would end it. All rows in one statement, which is one job. -#}
{% macro spark__load_csv_rows(model, agate_table) %}
{%- set given = model['config'].get('column_types', {}) -%}
{%- set types = [] -%}
{%- for name in agate_table.column_names -%}
    {%- do types.append(given.get(name, adapter.convert_type(agate_table, loop.index0))) -%}
{%- endfor -%}
{%- set rows = [] -%}
{%- for row in agate_table.rows -%}
    {%- set cells = [] -%}
    {%- for value in row -%}
        {%- do cells.append('cast(' ~ dangjian.spark_text(value) ~ ' as ' ~ types[loop.index0] ~ ')') -%}
    {%- endfor -%}
    {%- do rows.append('(' ~ cells | join(', ') ~ ')') -%}
{%- endfor -%}
{%- set sql = 'insert into ' ~ this.render() ~ ' values ' ~ rows | join(', ') -%}
{%- if rows -%} {%- do adapter.add_query(sql, abridge_sql_log=True) -%} {%- endif -%}
{{ return(sql) }}
{% endmacro %}

{% macro spark_text(value) -%}
{%- if value is none -%} null {%- else -%} '{{ value | string | replace('\\', '\\\\') | replace("'", "\\'") }}' {%- endif -%}
{%- endmacro %}
