{% macro z_95() -%} 1.959963984540054 {%- endmacro %}
{% macro z_998() -%} 3.090232306167813 {%- endmacro %}

{#- At none and at all the limit is exactly 0 and 1: computed, it would come out a hair inside and leave a pooled value of all out. -#}
{% macro wilson_limit(x, n, z, side) -%}
case
    when {{ n }} > 0 and {{ x }} = {% if side == 'lower' %}0{% else %}{{ n }}{% endif %} then {% if side == 'lower' %}0.0{% else %}1.0{% endif %}

    else
        (
            2 * {{ x }} + {{ z }} * {{ z }}
            {% if side == 'lower' %}-{% else %}+{% endif %} {{ z }} * sqrt(greatest(0, {{ z }} * {{ z }} + 4 * {{ x }} * (1 - {{ x }} / nullif(cast({{ n }} as double), 0))))
        )
        / nullif(2 * ({{ n }} + {{ z }} * {{ z }}), 0)
end
{%- endmacro %}

{% macro byar_limit(count, z, side) -%}
{% if side == 'lower' -%}
case
    when {{ count }} = 0 then 0.0
    -- Below a count of two the cube of a negative number would give a negative limit.
    else {{ count }} * power(greatest(0, 1 - 1 / (9 * nullif({{ count }}, 0)) - {{ z }} / (3 * sqrt(nullif({{ count }}, 0)))), 3)
end
{%- else -%}
(({{ count }} + 1) * power(1 - 1 / (9 * ({{ count }} + 1)) + {{ z }} / (3 * sqrt({{ count }} + 1)), 3))
{%- endif %}
{%- endmacro %}

{% macro funnel_limit(share, n, z, side) -%}
{%- set spread = z ~ ' * sqrt(greatest(0, ' ~ share ~ ' * (1 - ' ~ share ~ ')) / nullif(cast(' ~ n ~ ' as double), 0))' -%}
{% if side == 'lower' %}greatest(0, {{ share }} - {{ spread }}){% else %}least(1, {{ share }} + {{ spread }}){% endif %}
{%- endmacro %}

{% macro limit_of(side, z) -%}
case
    when is_count then {{ byar_limit('numerator', z, side) }}
    when method = 'person_rate' then multiplier * {{ byar_limit('numerator', z, side) }} / nullif(denominator, 0)
    when unit = '%' and numerator <= denominator then multiplier * ({{ wilson_limit('numerator', 'denominator', z, side) }})
end
{%- endmacro %}
