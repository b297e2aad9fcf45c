{#- 95.0 as '95', 33.33 as '33.33'. -#}
{% macro plain_number(number) -%}
case
    when {{ number }} = floor({{ number }}) then cast(cast({{ number }} as bigint) as string)
    else cast({{ number }} as string)
end
{%- endmacro %}
