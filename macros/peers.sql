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

{#- Pearson's statistic of the peers round their pooled share, and its square root over the degrees of freedom where Wilson and
    Hilferty's test (97.5%, one side) says that the peers differ by more than chance: what funnel limits are widened by. -#}
{% macro excess_spread(statistic, freedom) -%}
case
    when {{ freedom }} > 0
        and power(greatest(0, {{ statistic }}) / {{ freedom }}, 1.0 / 3)
        > 1 - 2.0 / (9 * {{ freedom }}) + {{ z_95() }} * sqrt(2.0 / (9 * {{ freedom }}))
        then sqrt({{ statistic }} / {{ freedom }})
    else 1.0
end
{%- endmacro %}

{#- Intraclass correlation of a beta-binomial by moments, 0 to 1: how much of the peers' variance is not chance. -#}
{% macro intraclass(statistic, peers, base, squared_base) -%}
greatest(0.0, least(1.0, coalesce(
    ({{ statistic }} - ({{ peers }} - 1)) / nullif({{ base }} - {{ squared_base }} / nullif({{ base }}, 0) - ({{ peers }} - 1), 0), 0.0
)))
{%- endmacro %}

{#- The numbers of data/standards/disclosure.csv that comparison rests on: from how many peers, and from how many a 分位段. -#}
{% macro smallest_groups(relation) -%}
select
    max(case when rule = 'smallest_peer_group' then threshold end) as threshold,
    max(case when rule = 'smallest_banded_group' then threshold end) as banded
from {{ relation }}
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
        sum(other.numerator * other.numerator / nullif(other.denominator, 0)) as peer_squares,
        sum(other.denominator * other.denominator) as peer_squared_base,
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
        coalesce(peers.peer_count, 0) >= smallest.banded as is_bandable,
        {{ pooled_value('valued.kind', 'valued.unit', 'peers.peer_numerator', 'peers.peer_denominator') }} as pooled,
        peers.peer_numerator / nullif(peers.peer_denominator, 0) as share,
        peers.peer_denominator,
        peers.peer_squared_base,
        (peers.peer_squares - peers.peer_numerator * peers.peer_numerator / nullif(peers.peer_denominator, 0))
        * peers.peer_denominator * peers.peer_denominator
        / nullif(peers.peer_numerator * (peers.peer_denominator - peers.peer_numerator), 0) as statistic,
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
),

compared as (
    select
        enough.*,
        is_enough and unit = '%' and share <= 1 and denominator > 0 as is_share,
        case
            when not is_enough or lower_95 is null or pooled is null then 'not_compared'
            when lower_95 > pooled
                then case direction when 'higher' then 'better' when 'lower' then 'worse' else 'higher' end
            when upper_95 < pooled
                then case direction when 'higher' then 'worse' when 'lower' then 'better' else 'lower' end
            else 'similar'
        end as comparison,
        case direction when 'higher' then percentile when 'lower' then 100 - percentile end as share_worse,
        {{ excess_spread('statistic', '(peer_count - 1)') }} as spread,
        {{ intraclass('statistic', 'peer_count', 'peer_denominator', 'peer_squared_base') }} as alike_within
    from enough
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
        when not is_bandable then null
        when comparison = 'better' and share_worse >= 90 then '前10%'
        when comparison = 'better' and share_worse >= 75 then '前25%'
        when comparison = 'worse' and share_worse <= 10 then '后10%'
        when comparison = 'worse' and share_worse <= 25 then '后25%'
    end as band,
    comparison,
    case
        when is_share and statistic is not null
            then alike_within * denominator / (1 - alike_within + alike_within * denominator)
    end as own_weight,
    case
        when is_share and statistic is not null
            then
                100 * (alike_within * numerator + (1 - alike_within) * share)
                / (1 - alike_within + alike_within * denominator)
    end as shrunk_value,
    case when is_share then spread end as excess_spread,
{%- set limits = [
    ('funnel_lower_95', 'lower', z_95()),
    ('funnel_upper_95', 'upper', z_95()),
    ('funnel_lower_998', 'lower', z_998()),
    ('funnel_upper_998', 'upper', z_998()),
] %}
{% for name, side, z in limits %}
case
    when is_share then 100 * {{ funnel_limit('share', 'denominator', z ~ ' * spread', side) }}
end as {{ name }}{{ "," if not loop.last }}
{% endfor %}
from compared
{%- endmacro %}
