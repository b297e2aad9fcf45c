-- One row an indicator: how many units have each status, are `fine` or `short`, of how many `due` (judged).
with cell as (
    {% include "review_packs/sql/cell.sql" %}
)

select
    c.indicator_code,
    c.name_zh,
    c.family,
    count(case when c.status = 'not_met' then 1 end) as not_met,
    count(case when c.status = 'behind' then 1 end) as behind,
    count(case when c.status = 'over' then 1 end) as over,
    count(case when c.status = 'met' then 1 end) as met,
    count(case when c.status = 'on_track' then 1 end) as on_track,
    count(case when c.status = 'not_reported' then 1 end) as not_reported,
    count(case when c.judgement = 'short' then 1 end) as short,
    count(case when c.judgement = 'met' then 1 end) as fine,
    count(case when c.judgement is not null then 1 end) as due,
    count(case when c.judgement = 'short' and b.status = 'not_met' then 1 end) as again
from cell as c
left join seen_value as b
    on
        c.indicator_code = b.indicator_code and c.unit_level = b.unit_level and c.unit_id = b.unit_id
        and b.period_type = 'year' and b.breakdown is null and b.year = $year - 1
group by c.indicator_code, c.name_zh, c.family
order by c.indicator_code
