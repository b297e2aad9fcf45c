-- The units of a level that moved most since the year before (of an open year: since its same day), better and worse, each unit once a
-- course and only where more than chance moved it.
with moved as (
    select
        c.*,
        i.name_zh,
        i.unit,
        u.unit_name,
        abs(c.change) as far
    from marts.year_change as c
    inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
    inner join seen_indicator as i on c.indicator_code = i.indicator_code and i.confirmed and i.unit = '%'
    where
        c.year = $year and c.unit_level = $unit_level and c.is_clear and c.course in ('better', 'worse')
        and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
),

once as (
    select * from moved
    qualify row_number() over (partition by unit_id, course order by far desc, indicator_code asc) = 1
)

select * from once
qualify row_number() over (partition by course order by far desc, unit_name asc, unit_id asc) <= $most
order by course asc, far desc, unit_name asc, unit_id asc
