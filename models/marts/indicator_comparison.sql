-- A school or branch beside its peers (same 学段 and size): their pooled value, quantiles, where it stands among them and whether its
-- interval leaves theirs out. A unit is never compared with itself, nor with fewer peers than data/standards/disclosure.csv asks for.
-- Grain: one row an indicator, school or branch and year.
with valued as (
    select
        unit_value.indicator_code,
        unit_value.unit_id,
        unit_value.unit_level,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.year,
        unit_value.numerator,
        unit_value.denominator,
        unit_value.value,
        unit_value.lower_95,
        unit_value.upper_95,
        unit.peer_group,
        indicator.direction,
        indicator.unit,
        indicator.kind
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_unit') }} as unit
        on
            unit_value.unit_level = unit.unit_level
            and unit_value.unit_id = unit.unit_id
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.unit_level in ('school', 'branch')
        and unit_value.period_type = 'year'
        and unit_value.breakdown is null
        and unit_value.value is not null
        and not indicator.is_confidential
),

peers as (
    select
        own.indicator_code,
        own.unit_id,
        own.unit_level,
        own.period_start,
        count(*) as peer_count,
        sum(other.numerator) as peer_numerator,
        sum(other.denominator) as peer_denominator,
        percentile_cont(0.1) within group (order by other.value) as peer_p10,
        percentile_cont(0.25) within group (order by other.value) as peer_p25,
        percentile_cont(0.5) within group (order by other.value) as peer_median,
        percentile_cont(0.75) within group (order by other.value) as peer_p75,
        percentile_cont(0.9) within group (order by other.value) as peer_p90,
        avg(case when other.value < own.value then 1.0 when other.value = own.value then 0.5 else 0.0 end) as share_below
    from valued as own
    inner join valued as other
        on
            own.indicator_code = other.indicator_code
            and own.unit_level = other.unit_level
            and own.period_start = other.period_start
            and own.peer_group = other.peer_group
            and own.unit_id <> other.unit_id
    group by own.indicator_code, own.unit_id, own.unit_level, own.period_start
),

enough as (
    select
        valued.*,
        coalesce(peers.peer_count, 0) as peer_count,
        coalesce(peers.peer_count, 0) >= smallest.threshold as is_enough,
        case
            when valued.kind = 'total' then null
            when valued.unit = '%' then 100 * peers.peer_numerator / nullif(peers.peer_denominator, 0)
            else peers.peer_numerator / nullif(peers.peer_denominator, 0)
        end as pooled,
        peers.peer_numerator / nullif(peers.peer_denominator, 0) as share,
        peers.peer_median,
        peers.peer_p10,
        peers.peer_p25,
        peers.peer_p75,
        peers.peer_p90,
        100 * peers.share_below as percentile
    from valued
    cross join (
        select threshold from {{ ref('disclosure') }}
        where rule = 'smallest_peer_group'
    ) as smallest
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
