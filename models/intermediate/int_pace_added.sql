-- What each organisation adds to the forecast of each unit: of those that had reported by the forecast day, in the unit they were in on the
-- day they count. What is counted row by row was reported: the rows are the report.
-- Grain: one row an indicator, unit, forecast day, organisation and day counted on.
{{ config(materialized='ephemeral') }}
with together as (
    {% for model in ['periods', 'times', 'hours', 'rows', 'subjects'] %}
    {% if not loop.first %}union all{% endif %}
    select * from {{ ref('int_pace_' ~ model) }}
    {% endfor %}
)

select
    together.indicator_code,
    together.forecast_day,
    together.org_code,
    together.numerator,
    together.denominator,
    together.pace_numerator,
    together.pace_denominator,
    together.best_numerator,
    together.best_denominator,
    together.sure_numerator,
    together.sure_denominator,
    wanted.year_start,
    wanted.is_same_day,
    unit.unit_level,
    unit.unit_id
from together
inner join {{ ref('int_pace_indicator') }} as wanted
    on
        together.indicator_code = wanted.indicator_code
        and together.forecast_day = wanted.forecast_day
inner join {{ ref('int_unit_organisation') }} as unit
    on
        together.org_code = unit.org_code
        and together.counted_on between unit.valid_from and unit.valid_to
        and unit.unit_level <> 'organisation'
left join {{ ref('int_pace_reported') }} as reported
    on
        wanted.fed_by = reported.presence
        and together.org_code = reported.org_code
        and together.forecast_day = reported.forecast_day
where wanted.forecast_method = 'stands' or reported.org_code is not null
