-- Where a value, its standard and its peers' bands lie on a scale of one row of the spine chart: 50 is the peers' median, and of the unit,
-- its standard and the peers' tenth and ninetieth percentile the one farthest from it lies at 0 or 100. Right is better: an indicator
-- where lower is better runs backwards; one without a judgement runs upwards. What has no five peers has no position.
-- Grain: one row an indicator, school or branch and year that has a value.
with distances as (
    select
        comparison.indicator_code,
        comparison.unit_level,
        comparison.unit_id,
        comparison.year,
        comparison.peer_median,
        comparison.peer_p10,
        comparison.peer_p25,
        comparison.peer_p75,
        comparison.peer_p90,
        unit_value.value,
        unit_value.standard,
        case when indicator.direction = 'lower' then -1 else 1 end as towards,
        greatest(
            abs(unit_value.value - comparison.peer_median),
            abs(coalesce(unit_value.standard, comparison.peer_median) - comparison.peer_median),
            abs(comparison.peer_p10 - comparison.peer_median),
            abs(comparison.peer_p90 - comparison.peer_median)
        ) as farthest
    from {{ ref('indicator_comparison') }} as comparison
    inner join {{ ref('indicator_value') }} as unit_value
        on
            comparison.indicator_code = unit_value.indicator_code
            and comparison.unit_level = unit_value.unit_level
            and comparison.unit_id = unit_value.unit_id
            and comparison.period_type = unit_value.period_type
            and comparison.period_start = unit_value.period_start
            and unit_value.breakdown is null
    inner join {{ ref('dim_indicator') }} as indicator on comparison.indicator_code = indicator.indicator_code
)

select
    indicator_code,
    unit_level,
    unit_id,
    year,
{%- set places = [
    ('value', 'value', 'value'),
    ('standard', 'standard', 'standard'),
    ('outer_from', 'peer_p10', 'peer_p90'),
    ('outer_to', 'peer_p90', 'peer_p10'),
    ('inner_from', 'peer_p25', 'peer_p75'),
    ('inner_to', 'peer_p75', 'peer_p25'),
] %}
{% for name, upwards, backwards in places %}
{%- set away = '(case when towards = 1 then ' ~ upwards ~ ' else ' ~ backwards ~ ' end - peer_median)' %}
case
    -- All the same: everything lies on the median.
    when farthest = 0 and {{ upwards }} is not null then 50.0
    else {{ same_every_time('50.0 + 50.0 * towards * ' ~ away ~ ' / nullif(farthest, 0)') }}
end as {{ name }}_position{{ "," if not loop.last }}
{% endfor %}
from distances
