-- The values of the viewer's units, with `is_hidden`, `state` (the status with its depth, as not_met:severe), and blanks for votes too few to be told and what
-- would give them away. Discipline is told as the register has it (told_discipline), to 纪检 exactly. Points over votes is the value that a survey with too few votes must not tell; how many voted may be told.
{% set told_fields = ['denominator', 'value', 'lower_95', 'upper_95', 'lower_998', 'upper_998'] %}
{% set other_fields = ['children_met', 'children_due', 'judgement', 'depth'] %}
select
    v.* replace (
        case
            when {{ is_hidden() }} or (v.status = 'too_few' and i.feeding_ledger = 'survey') then null
            when {{ is_told() }} then t.numerator
            else v.numerator
        end as numerator,
        {% for field in told_fields %}
        case when {{ is_hidden() }} then null when {{ is_told() }} then t.{{ field }} else v.{{ field }} end as {{ field }},
        {% endfor %}
        {% for field in other_fields %}
        case when {{ is_hidden() }} or {{ is_told() }} then null else v.{{ field }} end as {{ field }},
        {% endfor %}
        case when {{ is_hidden() }} then 'suppressed' when {{ is_told() }} then t.status else v.status end as status
    ),
    {{ is_hidden() }} as is_hidden,
    case
        when {{ is_hidden() }} then 'suppressed'
        when {{ is_told() }} then t.status
        else v.status || coalesce(':' || v.depth, '')
    end as state
from marts.indicator_value as v
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
left join marts.told_discipline as t
    on
        v.indicator_code = t.indicator_code and v.unit_level = t.unit_level and v.unit_id = t.unit_id
        and v.period_type = 'year' and v.year = t.year and v.breakdown is not distinct from t.breakdown
where not i.is_barred and (not i.is_confidential or $sees_confidential or v.unit_level in ('district', 'area'))
