{#- A ledger row's amount: null for votes of a survey (测评) that the CTE `few_votes` names. -#}
{% macro unless_few(row, amount) -%}
case
    when {{ row }}.ledger = 'survey' and exists (
        select 1
        from few_votes as few
        where few.org_code = {{ row }}.org_code and few.year = extract(year from {{ row }}.row_date)
    ) then null
    else {{ amount }}
end
{%- endmacro %}

{#- The votes of a group of rows together: null where those of one row must not be told, for the others would tell them. -#}
{% macro whole_of_votes(amount) -%}
case when count({{ amount }}) = count(*) then sum({{ amount }}) end
{%- endmacro %}

{#- What the rows of a group say in a column, each once. -#}
{% macro named_once(column) -%}
string_agg(distinct {{ column }}, '、' order by {{ column }})
{%- endmacro %}
