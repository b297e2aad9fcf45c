-- What each organisation adds to each indicator, all kinds that can be summed, in base periods that are asked for (停报 are not).
-- `counted_on` decides which units it counts for.
-- Grain: one row an indicator, organisation, base period, day counted on and breakdown.
{%- set kinds = [
    ('int_kind_frequency', 'cast(null as string)'),
    ('int_kind_frequency_year', 'cast(null as string)'),
    ('int_kind_member', 'cast(null as string)'),
    ('int_kind_subject', 'cast(null as string)'),
    ('int_kind_row_ratio', 'breakdown'),
] %}
with added as (
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
)

select added.*
from added
left join {{ ref('int_stopped_period') }} as stopped
    on
        added.indicator_code = stopped.indicator_code
        and added.period_type = stopped.period_type
        and added.period_start = stopped.period_start
where stopped.indicator_code is null
