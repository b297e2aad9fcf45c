{#- Whether what is kept back below a parent hides itself, so that the parent can be told. -#}
{% macro is_hidden_among() -%}
sum(case when is_kept_back then votes else 0 end) >= max(least) and sum(case when is_kept_back then covers else 0 end) >= 2
{%- endmacro %}
