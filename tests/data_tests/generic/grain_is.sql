{#- What: no two rows share the key, and no part of it is null unless it is listed in `nullable`.
    Why:  a doubled row doubles a number. Mend: find the join in the model that multiplies rows. -#}
{% test grain_is(model, keys, nullable=[]) %}
select {{ keys | join(', ') }}, count(*) as copies
from {{ model }}
group by {{ keys | join(', ') }}
having
    count(*) > 1
    {% for key in keys if key not in nullable %}
    or {{ key }} is null
    {% endfor %}
{% endtest %}
