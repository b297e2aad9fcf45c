{#- A text without spaces and punctuation: what is left are letters, digits and characters, so that two spellings compare equal. -#}
{% macro letters_only(text) -%} {{ adapter.dispatch('letters_only', 'dangjian')(text) }} {%- endmacro %}

{% macro default__letters_only(text) -%} regexp_replace({{ text }}, '[^\p{L}\p{N}]', '', 'g') {%- endmacro %}

{% macro spark__letters_only(text) -%} regexp_replace({{ text }}, '[^\\p{L}\\p{N}]', '') {%- endmacro %}
