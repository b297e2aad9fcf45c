{#- Holds every grain that a build has made and whose test it leaves out, one query each, once all models stand. As a node of its own
    each of the two hundred would cost dbt many times what its query does. -#}
{% macro grains_hold() -%}
{%- if execute and flags.WHICH == 'build' and results | rejectattr('status', 'in', ['success', 'pass', 'no-op']) | list | length == 0 -%}
{%- set broken = [] -%}
{%- for test in graph.nodes.values() if dangjian.is_grain_left_out(test) -%}
    {%- set made = graph.nodes[test.attached_node] -%}
    {%- set relation = api.Relation.create(made.database, made.schema, made.alias) -%}
    {%- set grain = dangjian.grain_of(test) -%}
    {%- set wrong = dangjian.test_grain_is(relation, **grain) -%}
    {%- set copies = adapter.execute('select count(*) from (' ~ wrong ~ ') as wrong', fetch=true)[1].rows[0][0] -%}
    {%- if copies > 0 -%} {%- do broken.append(dangjian.broken_grain(made, grain['keys'], copies)) -%} {%- endif -%}
{%- endfor -%}
{%- if broken -%} {{ exceptions.raise_compiler_error(broken | join('\n')) }} {%- endif -%}
{%- endif -%}
{%- endmacro %}

{% macro is_grain_left_out(test) -%}
{{ return(
    test.resource_type == 'test'
    and (test.test_metadata or {}).name == 'grain_is'
    and test.unique_id not in selected_resources
    and test.attached_node in selected_resources
) }}
{%- endmacro %}

{% macro grain_of(test) -%}
{%- set given = test.test_metadata.kwargs -%}
{{ return({'keys': given['keys'], 'nullable': given.get('nullable', [])}) }}
{%- endmacro %}

{#- Said to whoever ran the build, in the words of pipeline/warehouse/engine.py. -#}
{% macro broken_grain(made, keys, copies) -%}
{{ return(
    'grain_is_' ~ made.name ~ '：按 ' ~ keys | join('、') ~ ' 应当各只有一行且不缺，有 ' ~ copies
    ~ ' 组不是这样。请在 ' ~ made.original_file_path ~ ' 里找把行变多的 join，或看它读的数据有没有重复。'
) }}
{%- endmacro %}
