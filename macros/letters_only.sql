{% macro letters_only(text) -%} {{ adapter.dispatch('letters_only', 'dangjian')(text) }} {%- endmacro %}

{% macro default__letters_only(text) -%} regexp_replace({{ text }}, '[^\p{L}\p{N}]', '', 'g') {%- endmacro %}

{% macro spark__letters_only(text) -%} regexp_replace({{ text }}, '[^\\p{L}\\p{N}]', '') {%- endmacro %}
