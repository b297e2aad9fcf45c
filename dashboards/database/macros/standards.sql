{#- Whether the viewer may read of the standard in row `s`: one that is nobody's indicator is open to all who are known. -#}
{% macro readable_standard() -%}
$is_known and (
    s.indicator_code is null
    or s.indicator_code in (select indicator_code from seen_indicator)
    or s.indicator_code not in (select indicator_code from marts.dim_indicator)
)
{%- endmacro %}

{#- The standards that judged a value on its period's last day: two of one text are one 口径. -#}
{% macro in_force(value) -%}
(
    select string_agg(s.standard || s.text, '；' order by s.standard, s.text)
    from marts.standard_version as s
    where
        s.indicator_code = {{ value }}.indicator_code
        and s.is_active
        and least({{ value }}.period_end, {{ value }}.as_of)
        between coalesce(s.valid_from, {{ value }}.period_start) and coalesce(s.valid_to, {{ value }}.period_end)
)
{%- endmacro %}
