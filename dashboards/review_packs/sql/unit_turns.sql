-- One row a unit of a level: how many items are below standard by depth, and how many turned good or short since last year.
with cell as (
    {% include "review_packs/sql/cell.sql" %}
)

select
    c.unit_id,
    c.unit_name,
    count(case when c.depth = 'severe' then 1 end) as severe,
    count(case when c.depth = 'marked' then 1 end) as marked,
    count(case when c.depth = 'slight' then 1 end) as slight,
    count(case when c.judgement = 'met' and b.status = 'not_met' then 1 end) as turned_good,
    count(case when c.judgement = 'short' and b.status = 'met' then 1 end) as turned_short
from cell as c
left join seen_value as b
    on
        c.indicator_code = b.indicator_code and c.unit_level = b.unit_level and c.unit_id = b.unit_id
        and b.period_type = 'year' and b.breakdown is null and b.year = $year - 1
group by c.unit_id, c.unit_name
order by c.unit_name, c.unit_id
