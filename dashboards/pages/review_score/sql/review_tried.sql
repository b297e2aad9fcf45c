-- Total and band of each school (or of one) now and under `weights`; nothing is kept.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
),

settled as (
    {% include "pages/review_score/sql/settled.sql" %}
)

select * from settled
where ($unit is null or unit_id = $unit)
order by unit_id
