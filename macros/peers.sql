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
        and power(greatest(0, {{ statistic }}) / {{ freedom }}, 1 / 3)
        > 1 - 2 / (9 * {{ freedom }}) + {{ z_95() }} * sqrt(2 / (9 * {{ freedom }}))
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

{#- What the others of a group come to: the sum over the `whole` of it without the row's own share, null where no other has any. -#}
{% macro sum_of_others(number, whole) -%}
case
    when count(case when is_peer = 1 then {{ number }} end) over ({{ whole }}) > case when is_peer = 1 and {{ number }} is not null then 1 else 0 end
        then
            sum(case when is_peer = 1 then {{ number }} end) over ({{ whole }})
            - case when is_peer = 1 then coalesce({{ number }}, 0) else 0 end
end
{%- endmacro %}

{#- The rows of `valued` beside the peers of their `peer_group`: those of whom `among` holds, without the row itself. Sums and places in
    the order of values serve everybody: pairing everybody with everybody grows with the square of the group. -#}
{% macro beside_peers(among='true') -%}
{%- set whole = 'partition by indicator_code, unit_level, period_start, peer_group' -%}
marked as (
    select
        valued.*,
        case when peer_group is not null and {{ among }} then 1 else 0 end as is_peer
    from valued
),

ranked as (
    select
        marked.*,
        sum(is_peer) over ({{ whole }}) - is_peer as peer_count,
        {{ sum_of_others('numerator', whole) }} as peer_numerator,
        {{ sum_of_others('denominator', whole) }} as peer_denominator,
        {{ sum_of_others('(numerator * numerator / nullif(denominator, 0))', whole) }} as peer_squares,
        {{ sum_of_others('(denominator * denominator)', whole) }} as peer_squared_base,
        sum(is_peer) over ({{ whole }} order by value) as up_to_it,
        sum(is_peer) over ({{ whole }}, value) as at_it,
        sum(is_peer) over ({{ whole }} order by value, unit_id rows between unbounded preceding and current row) as place
    from marked
),

-- A quantile of the others lies between two of them; whoever stands above the row itself is one place further on in the whole group.
between_places as (
    select
        ranked.indicator_code,
        ranked.unit_id,
        ranked.unit_level,
        ranked.period_start,
        ranked.peer_group,
        ranked.is_peer,
        ranked.place,
        quantile.share,
        cast(floor(quantile.share * (ranked.peer_count - 1)) as integer) + 1 as lower_place,
        cast(ceil(quantile.share * (ranked.peer_count - 1)) as integer) + 1 as upper_place,
        quantile.share * (ranked.peer_count - 1) - floor(quantile.share * (ranked.peer_count - 1)) as way
    from ranked
    cross join (values (0.1), (0.25), (0.5), (0.75), (0.9)) as quantile (share)  -- noqa: AL05
    where ranked.peer_count > 0
),

quantiles as (
    select
        b.indicator_code,
        b.unit_id,
        b.unit_level,
        b.period_start,
        {% for name, share in [('p10', 0.1), ('p25', 0.25), ('median', 0.5), ('p75', 0.75), ('p90', 0.9)] %}
        max(case when b.share = {{ share }} then lower_one.value + (upper_one.value - lower_one.value) * b.way end) as peer_{{ name }}
        {{- "," if not loop.last }}
        {% endfor %}
    from between_places as b
    {% for side in ['lower', 'upper'] %}
    inner join ranked as {{ side }}_one
        on
            b.indicator_code = {{ side }}_one.indicator_code
            and b.unit_level = {{ side }}_one.unit_level
            and b.period_start = {{ side }}_one.period_start
            and b.peer_group = {{ side }}_one.peer_group
            and {{ side }}_one.is_peer = 1
            and b.{{ side }}_place + case when b.is_peer = 1 and b.{{ side }}_place >= b.place then 1 else 0 end = {{ side }}_one.place
    {% endfor %}
    group by b.indicator_code, b.unit_id, b.unit_level, b.period_start
),

enough as (
    select
        ranked.*,
        ranked.peer_count >= smallest.threshold as is_enough,
        ranked.peer_count >= smallest.banded as is_bandable,
        {{ pooled_value('ranked.kind', 'ranked.unit', 'ranked.peer_numerator', 'ranked.peer_denominator') }} as pooled,
        ranked.peer_numerator / nullif(ranked.peer_denominator, 0) as share,
        (ranked.peer_squares - ranked.peer_numerator * ranked.peer_numerator / nullif(ranked.peer_denominator, 0))
        * ranked.peer_denominator * ranked.peer_denominator
        / nullif(ranked.peer_numerator * (ranked.peer_denominator - ranked.peer_numerator), 0) as statistic,
        quantiles.peer_median,
        quantiles.peer_p10,
        quantiles.peer_p25,
        quantiles.peer_p75,
        quantiles.peer_p90,
        100 * ((ranked.up_to_it - ranked.at_it) + (ranked.at_it - ranked.is_peer) / 2) / nullif(ranked.peer_count, 0) as percentile
    from ranked
    cross join smallest
    left join quantiles
        on
            ranked.indicator_code = quantiles.indicator_code
            and ranked.unit_id = quantiles.unit_id
            and ranked.unit_level = quantiles.unit_level
            and ranked.period_start = quantiles.period_start
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
