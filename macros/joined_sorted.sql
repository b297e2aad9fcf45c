{% macro joined_sorted(text, between='、') -%} {{ adapter.dispatch('joined_sorted', 'dangjian')(text, between) }} {%- endmacro %}

{% macro default__joined_sorted(text, between) -%} string_agg(distinct {{ text }}, '{{ between }}' order by {{ text }}) {%- endmacro %}

{% macro spark__joined_sorted(text, between) -%} array_join(sort_array(collect_set({{ text }})), '{{ between }}') {%- endmacro %}
