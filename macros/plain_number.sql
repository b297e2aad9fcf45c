{% macro plain_number(number) -%}
case
    when {{ number }} = floor({{ number }}) then cast(cast({{ number }} as bigint) as string)
    else cast({{ number }} as string)
end
{%- endmacro %}
