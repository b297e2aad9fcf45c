-- How many schools lie in each band now and under `weights`, best band first; a null band has no total.
with seen as (
    {% include "pages/review_score/sql/seen.sql" %}
),

settled as (
    {% include "pages/review_score/sql/settled.sql" %}
),

counted as (
    select
        band_before as band,
        1 as before,
        0 as after
    from settled
    union all
    select
        band,
        0 as before,
        1 as after
    from settled
)

select
    c.band,
    cast(sum(before) as bigint) as before,
    cast(sum(after) as bigint) as after
from counted as c left join marts.review_scale as b on c.band = b.band
group by c.band, b.lower_score
order by c.band is null, coalesce(b.lower_score, -1) desc
