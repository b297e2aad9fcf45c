{#- How often a year an organisation owes a yearly meeting; it differs for the district's and a school's own organisation. -#}
{% macro required_times(indicator, scope) -%}
case
    when {{ scope }}.organisation_level = 'district' then coalesce({{ indicator }}.required_times_district, {{ indicator }}.required_times)
    when {{ scope }}.is_school_org then coalesce({{ indicator }}.required_times_school_org, {{ indicator }}.required_times)
    else {{ indicator }}.required_times
end
{%- endmacro %}
