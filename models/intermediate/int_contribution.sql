-- What each organisation adds to each indicator, all kinds that can be summed. `counted_on` decides which units it counts for.
-- Grain: one row an indicator, organisation, base period, day counted on and breakdown.
{%- set kinds = [
    ('int_kind_frequency', 'cast(null as string)'),
    ('int_kind_frequency_year', 'cast(null as string)'),
    ('int_kind_member', 'cast(null as string)'),
    ('int_kind_subject', 'cast(null as string)'),
    ('int_kind_row_ratio', 'breakdown'),
] %}
{% for model, breakdown in kinds %}
{% if not loop.first %}union all{% endif %}
select
    indicator_code,
    org_code,
    period_type,
    period_start,
    counted_on,
    {{ breakdown }} as breakdown,
    numerator,
    denominator
from {{ ref(model) }}
{% endfor %}
