{#- Whether anything may be judged by a row of an indicator, standard, rule or weight (政策状态): 可用, or 有争议 and confirmed. -#}
{% macro may_judge(row) -%}
(
    coalesce({{ row }}.policy_status, '可用') = '可用'
    or ({{ row }}.policy_status = '有争议' and {{ row }}.policy_confirmed_on is not null)
)
{%- endmacro %}

{#- Whether a row is used for nothing at all. -#}
{% macro is_barred(row) -%}
(coalesce({{ row }}.policy_status, '可用') = '不得用于考核')
{%- endmacro %}

{#- What policy says of a row: its columns, in one order. -#}
{% macro policy_of(row) -%}
{{ row }}.policy_status,
{{ row }}.policy_source,
{{ row }}.policy_note,
{{ row }}.replaced_by,
{{ row }}.policy_confirmed_by,
{{ row }}.policy_confirmed_on
{%- endmacro %}
