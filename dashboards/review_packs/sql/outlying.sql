-- The units whose 95% interval leaves the value of their peers out, by indicator and name, never by value.
with cell as (
    {% include "review_packs/sql/cell.sql" %}
)

select
    e.*,
    c.comparison,
    c.peer_group,
    c.peer_count,
    c.peer_value,
    case
        when c.peer_value < e.lower_998 or c.peer_value > e.upper_998 then cast(99.8 as double)
        else cast(95 as double)
    end as beyond
from cell as e
inner join marts.indicator_comparison as c
    on
        e.indicator_code = c.indicator_code and e.unit_level = c.unit_level and e.unit_id = c.unit_id
        and c.period_type = 'year' and c.year = $year
where c.comparison in ('better', 'worse', 'higher', 'lower')
order by e.indicator_code, e.unit_name, e.unit_id
