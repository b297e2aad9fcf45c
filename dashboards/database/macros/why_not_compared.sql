{#- Why a value is not held against that of the same period of another year; null where it is. Of a row with both values, what they rest on,
their standards and the kind of the indicator. -#}
{% macro why_not_compared() -%}
case
            when is_hidden then 'hidden'
            when value is null then 'no_value'
            when value_before is null then 'no_value_before'
            when rests_on_few then 'few_reported'
            when standard_now <> standard_before then 'redefined'
            when not is_closed and (kind not in ('frequency', 'ratio') or base_period = 'year') then 'open'
        end
{%- endmacro %}
