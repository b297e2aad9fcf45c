-- One row a unit of one level for one indicator and period, worst attention first, never ranked. `comparison` is the relation
-- that holds the peers' figures: the default peers', or `other_comparison` for those that the reader chose, one by one or as a wider
-- group (`wider`, a column of dim_unit).
-- `comparison` says which of the relations is read.
-- noqa: disable=ST03
with
{% if comparison == 'other_comparison' %}
smallest as (
    {{ smallest_groups('marts.smallest_number') }}
),

valued as (
    {% if wider %}
    {% include "database/sql/peers/wider_values.sql" %}
    {% else %}
    {% include "database/sql/peers/chosen_values.sql" %}
    {% endif %}
),

other_comparison as (
    with {{ beside_peers('true' if wider else 'is_chosen') }}
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
    u.{{ wider or 'peer_group' }} as own_group,
    f.funnel_lower_95,
    f.funnel_upper_95,
    f.funnel_lower_998,
    f.funnel_upper_998,
    f.peer_value,
    f.own_weight,
    f.shrunk_value,
    f.excess_spread,
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
order by case when s.direction = 'lower' then -s.value else s.value end nulls last, u.unit_name
