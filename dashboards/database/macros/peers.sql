{#- Unit `u`, seen as `s` in the viewer's scope and in area `a`, beside the unit `own`: what it is, and in what the two are alike. -#}
{% macro likeness() -%}
s.unit_name,
u.stage,
u.size_band,
s.member_count,
a.unit_name as area_name,
u.stage = own.stage as same_stage,
u.size_band = own.size_band as same_size,
s.area_id = own.area_id as same_area
{%- endmacro %}
