-- The yearly values that the formulas of a comparison (`beside_peers`) start from, with the reader's own peers as the group.
with comparable as (
    {% include "database/sql/peers/comparable.sql" %}
)

select
    indicator_code,
    unit_id,
    unit_level,
    period_type,
    period_start,
    year,
    numerator,
    denominator,
    value,
    lower_95,
    upper_95,
    $chosen as peer_group,
    direction,
    unit,
    kind,
    is_chosen
from comparable
where period_type = 'year' and period_start = cast($period_start as date)
