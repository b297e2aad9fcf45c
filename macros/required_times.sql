{% macro required_times(indicator, scope) -%}
case
    when {{ scope }}.organisation_level = 'district' then coalesce({{ indicator }}.required_times_district, {{ indicator }}.required_times)
    when {{ scope }}.is_school_org then coalesce({{ indicator }}.required_times_school_org, {{ indicator }}.required_times)
    else {{ indicator }}.required_times
end
{%- endmacro %}
