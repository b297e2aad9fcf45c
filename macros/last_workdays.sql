{#- The last working day up to each `day` of a relation, as (day, act_by): no weekend that is not worked in exchange (调休), no day off
    (法定节假日). No stretch of days off is as long as two weeks. -#}
{% macro last_workdays(days) -%}
    select
        told.day,
        max(told.candidate) as act_by
    from (
        select distinct
            days.day,
            {{ add_days('days.day', '-1 * back.number') }} as candidate
        from {{ days }} as days
        cross join (
            {% for number in range(15) %}
            select {{ number }} as number
            {% if not loop.last %}union all{% endif %}
            {% endfor %}
        ) as back
    ) as told
    left join {{ ref('workday') }} as worked on told.candidate = worked.day
    left join {{ ref('public_holiday') }} as holiday on told.candidate = holiday.day
    where worked.day is not null or (holiday.day is null and {{ weekday('told.candidate') }} <= 5)
    group by told.day
{%- endmacro %}
