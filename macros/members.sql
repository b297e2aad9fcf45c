{% macro is_member_asked_for(group, member) -%}
(
    {{ group }} = 'all'
    or ({{ group }} = 'leaders' and {{ member }}.is_leader)
    or ({{ group }} = 'not_leaders' and not {{ member }}.is_leader)
    or ({{ group }} = 'secretaries' and {{ member }}.is_secretary)
    or ({{ group }} = 'leaders_and_secretaries' and ({{ member }}.is_leader or {{ member }}.is_secretary))
)
{%- endmacro %}
