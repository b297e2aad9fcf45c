-- Quantiles of the units that the reader chose, one row a period in which enough of them have a value.
with comparable as (
    {% include "database/sql/peers/comparable.sql" %}
)

select
    $chosen as peer_group,
    period_start,
    count(*) as units,
    {{ peer_quantiles('value') }}
from comparable
where period_type = $period_type and is_chosen
group by period_start
having count(*) >= {{ smallest_peer_group() }}
order by period_start
