{#- The day the build looks at. -#}
{% macro as_of_day() -%}
(select max(as_of) from marts.build_info)
{%- endmacro %}

{#- The day on which a yearly row is placed: the year's last, or the day the build looks at while the year is open. -#}
{% macro closing_day(year) -%}
least(make_date({{ year }}, 12, 31), {{ as_of_day() }})
{%- endmacro %}

{#- Whether an organisation belonged to one of the viewer's units on a day. One that is no unit of its own (a school's 党委) is
    visible to viewers of a unit that it was in. -#}
{% macro belongs(org_code, day) -%}
exists (
    select 1
    from visible_organisation as w
    where
        w.org_code = {{ org_code }}
        and {{ day }} >= coalesce(w.valid_from, {{ day }})
        and {{ day }} <= coalesce(w.valid_to, {{ day }})
)
{%- endmacro %}

{#- Whether value `v` of indicator `i` is for 纪检 alone, so that the viewer is told it by the register `t`. -#}
{% macro is_told() -%}
(i.is_confidential and not $sees_confidential)
{%- endmacro %}

{#- Whether the viewer is not told value `v` of indicator `i`: what the register `t` hides or does not have; votes, nobody is. -#}
{% macro is_hidden() -%}
case when i.is_confidential then {{ is_told() }} and coalesce(t.is_hidden, true) else coalesce(v.is_suppressed, false) end
{%- endmacro %}
