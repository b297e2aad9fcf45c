-- Every step of one school's score in order, each indicator with its name.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
)

select
    s.*,
    i.name_zh
from seen as s
left join marts.dim_indicator as i on s.indicator_code = i.indicator_code
where s.unit_id = $unit
order by s.step_order
