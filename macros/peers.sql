{% macro peer_quantiles(value) -%}
percentile_cont(0.1) within group (order by {{ value }}) as peer_p10,
percentile_cont(0.25) within group (order by {{ value }}) as peer_p25,
percentile_cont(0.5) within group (order by {{ value }}) as peer_median,
percentile_cont(0.75) within group (order by {{ value }}) as peer_p75,
percentile_cont(0.9) within group (order by {{ value }}) as peer_p90
{%- endmacro %}

{% macro pooled_value(kind, unit, numerator, denominator) -%}
case
    when {{ kind }} = 'total' then null
    when {{ unit }} = '%' then 100 * {{ numerator }} / nullif({{ denominator }}, 0)
    else {{ numerator }} / nullif({{ denominator }}, 0)
end
{%- endmacro %}

{% macro beside_peers(alike) -%}
peers as (
    select
        own.indicator_code,
        own.unit_id,
        own.unit_level,
        own.period_start,
        count(*) as peer_count,
        sum(other.numerator) as peer_numerator,
        sum(other.denominator) as peer_denominator,
        {{ peer_quantiles('other.value') }},
        avg(case when other.value < own.value then 1.0 when other.value = own.value then 0.5 else 0.0 end) as share_below
    from valued as own
    inner join valued as other
        on
            own.indicator_code = other.indicator_code
            and own.unit_level = other.unit_level
            and own.period_start = other.period_start
            and own.unit_id <> other.unit_id
            and {{ alike }}
    group by own.indicator_code, own.unit_id, own.unit_level, own.period_start
),

enough as (
    select
        valued.*,
        coalesce(peers.peer_count, 0) as peer_count,
        coalesce(peers.peer_count, 0) >= smallest.threshold as is_enough,
        {{ pooled_value('valued.kind', 'valued.unit', 'peers.peer_numerator', 'peers.peer_denominator') }} as pooled,
        peers.peer_numerator / nullif(peers.peer_denominator, 0) as share,
        peers.peer_median,
        peers.peer_p10,
        peers.peer_p25,
        peers.peer_p75,
        peers.peer_p90,
        100 * peers.share_below as percentile
    from valued
    cross join smallest
    left join peers
        on
            valued.indicator_code = peers.indicator_code
            and valued.unit_id = peers.unit_id
            and valued.unit_level = peers.unit_level
            and valued.period_start = peers.period_start
)

select
    indicator_code,
    unit_id,
    unit_level,
    period_type,
    period_start,
    year,
    peer_group,
    cast(peer_count as bigint) as peer_count,
    case when is_enough then pooled end as peer_value,
    case when is_enough then peer_median end as peer_median,
    case when is_enough then peer_p10 end as peer_p10,
    case when is_enough then peer_p25 end as peer_p25,
    case when is_enough then peer_p75 end as peer_p75,
    case when is_enough then peer_p90 end as peer_p90,
    case when is_enough then percentile end as percentile,
    case
        when not is_enough or direction = 'none' then null
        when (direction = 'higher' and percentile >= 90) or (direction = 'lower' and percentile <= 10) then '前10%'
        when (direction = 'higher' and percentile >= 75) or (direction = 'lower' and percentile <= 25) then '前25%'
        when (direction = 'higher' and percentile <= 10) or (direction = 'lower' and percentile >= 90) then '后10%'
        when (direction = 'higher' and percentile <= 25) or (direction = 'lower' and percentile >= 75) then '后25%'
        else '中间'
    end as band,
    case
        when not is_enough or lower_95 is null or pooled is null then 'not_compared'
        when lower_95 > pooled then case direction when 'higher' then 'better' when 'lower' then 'worse' else 'higher' end
        when upper_95 < pooled then case direction when 'higher' then 'worse' when 'lower' then 'better' else 'lower' end
        else 'similar'
    end as comparison,
{%- set limits = [
    ('funnel_lower_95', 'lower', z_95()),
    ('funnel_upper_95', 'upper', z_95()),
    ('funnel_lower_998', 'lower', z_998()),
    ('funnel_upper_998', 'upper', z_998()),
] %}
{% for name, side, z in limits %}
case
    when is_enough and unit = '%' and share <= 1 and denominator > 0
        then 100 * {{ funnel_limit('share', 'denominator', z, side) }}
end as {{ name }}{{ "," if not loop.last }}
{% endfor %}
from enough
{%- endmacro %}
