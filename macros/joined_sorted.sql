{#- Distinct texts of a group in order, joined with 、. Engines spell it differently. -#}
{% macro joined_sorted(text) -%} {{ adapter.dispatch('joined_sorted', 'dangjian')(text) }} {%- endmacro %}

{% macro default__joined_sorted(text) -%} string_agg(distinct {{ text }}, '、' order by {{ text }}) {%- endmacro %}

{% macro spark__joined_sorted(text) -%} array_join(sort_array(collect_set({{ text }})), '、') {%- endmacro %}
