-- One row a unit of one level for one indicator and period, worst attention first, never ranked. `comparison` is the relation
-- that holds the peers' figures: the default peers', or `chosen_comparison` for those that the reader chose.
-- `comparison` says which of the relations is read.
-- noqa: disable=ST03
with
{% if comparison == 'chosen_comparison' %}
smallest as (
    select {{ smallest_peer_group() }} as threshold
),

valued as (
    {% include "database/sql/peers/chosen_values.sql" %}
),

chosen_comparison as (
    with {{ beside_peers('other.is_chosen') }}
),

{% endif %}
standing as (
    {% include "database/sql/values/standing.sql" %}
)

select
    s.*,
    u.unit_name,
    u.stage,
    u.area_id,
    u.is_shared,
    u.peer_group as own_group,
    f.funnel_lower_95,
    f.funnel_upper_95,
    f.funnel_lower_998,
    f.funnel_upper_998,
    f.peer_value,
    median(s.value) filter (where not s.rests_on_few) over () as shown_median
from standing as s
inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
left join {{ comparison }} as f
    on
        s.indicator_code = f.indicator_code
        and s.unit_level = f.unit_level
        and s.unit_id = f.unit_id
        and s.period_type = 'year'
        and s.year = f.year
        and (not s.is_confidential or $sees_confidential)
where
    s.indicator_code = $indicator
    and s.unit_level = $unit_level
    and s.breakdown is null
    and s.period_type = $period_type
    and s.period_start = cast($period_start as date)
    and ($area is null or u.area_id = $area or u.unit_id = $area)
    and ($stage is null or u.stage = $stage)
order by s.value nulls last, u.unit_name
