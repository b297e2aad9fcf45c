-- The values of the viewer's units, with `is_hidden`, `state` (the status with its depth, as not_met:severe), and blanks for small
-- counts of discipline, votes too few to be told, and what would give either away. Points over votes is the value that a survey with too few votes must not tell; how many voted may be told.
{% set hidden_fields = [
    'denominator', 'value', 'lower_95', 'upper_95', 'lower_998', 'upper_998', 'children_met', 'children_due', 'judgement',
    'depth',
] %}
select
    v.* replace (
        case
            when {{ is_hidden() }} or (v.status = 'too_few' and i.feeding_ledger = 'survey') then null
            else v.numerator
        end as numerator,
        {% for field in hidden_fields %}
        case when {{ is_hidden() }} then null else v.{{ field }} end as {{ field }},
        {% endfor %}
        case when {{ is_hidden() }} then 'suppressed' else v.status end as status
    ),
    coalesce({{ is_hidden() }}, false) as is_hidden,
    case when {{ is_hidden() }} then 'suppressed' else v.status || coalesce(':' || v.depth, '') end as state
from marts.indicator_value as v
inner join visible as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
where not i.is_barred and (not i.is_confidential or $sees_confidential or v.unit_level in ('district', 'area'))
