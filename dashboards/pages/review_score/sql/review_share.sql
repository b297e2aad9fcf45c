-- How many schools lie in the best band and how many the cap allows; for the district alone.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
)

select * from marts.review_share
where year = $year and $is_district and exists (select 1 from seen)
