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
