-- How many units are forecast at all, and how many of them fall short of at least one standard.
with seen_forecast as (
    {% include "pages/forecast/sql/seen_forecast.sql" %}
)

select
    count(distinct unit_id) as units,
    count(distinct case when outcome in ('will_miss', 'impossible') then unit_id end) as short
from seen_forecast
