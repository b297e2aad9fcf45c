-- Units with rows to look at (需核实) in a year, most first, with `total` beside each row. A flag changes no value.
with fact as (
    select
        b.org_code,
        b.row_date as on_day,
        b.label
    from marts.check_flag as b
    where
        {{ open_ledger() }} and {{ belongs('b.org_code', 'b.row_date') }}
        and b.row_date >= make_date($year, 1, 1) and b.row_date < make_date($year + 1, 1, 1)
),

place as (
    {% include "database/sql/place.sql" %}
),

flagged as (
    select
        p.unit_level,
        p.unit_id,
        count(*) as flagged,
        string_agg(distinct f.label, '、' order by f.label) as labels
    from fact as f inner join place as p on f.org_code = p.org_code and f.on_day = p.on_day
    group by p.unit_level, p.unit_id
)

select
    u.unit_level,
    u.unit_id,
    u.unit_name,
    f.flagged,
    f.labels,
    count(*) over () as total
from visible as u
inner join flagged as f on u.unit_level = f.unit_level and u.unit_id = f.unit_id
where ($area is null or u.area_id = $area or u.unit_id = $area) and ($stage is null or u.stage = $stage)
order by f.flagged desc, u.unit_name asc, u.unit_id asc
limit $limit
