{% macro survey_item(rows_of) -%}
{% for name in ['unit_level', 'unit_id', 'year', 'survey_type', 'item'] %}{{ rows_of }}.{{ name }}{% if not loop.last %}, {% endif %}{% endfor %}
{%- endmacro %}
