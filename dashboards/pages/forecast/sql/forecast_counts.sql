-- One row an indicator: units, and how many of them have each outcome; most that fall short first.
with seen_forecast as (
    {% include "pages/forecast/sql/seen_forecast.sql" %}
)

select
    indicator_code,
    name_zh,
    count(*) as units,
    count(*) filter (where outcome = 'impossible') as impossible,
    count(*) filter (where outcome = 'will_miss') as will_miss,
    count(*) filter (where outcome = 'undecided') as undecided,
    count(*) filter (where outcome = 'will_meet') as will_meet,
    count(*) filter (where outcome = 'certain') as certain
from seen_forecast
group by indicator_code, name_zh
order by impossible + will_miss desc, indicator_code
