-- What is forecast of each unit and indicator, with `total` beside each row.
with seen_forecast as (
    {% include "pages/forecast/sql/seen_forecast.sql" %}
)

select
    *,
    count(*) over () as total
from seen_forecast
where
    $outcome is null or outcome = $outcome
    or ($outcome = 'short' and outcome in ('will_miss', 'impossible'))
order by
    case outcome
        when 'will_miss' then 0 when 'impossible' then 1 when 'undecided' then 2
        when 'will_meet' then 3 else 4
    end,
    abs(at_pace - standard) desc nulls last, unit_name, unit_id asc, indicator_code asc
limit $limit
