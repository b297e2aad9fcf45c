-- Held_on, activity_type and activities of a unit's year: its organisations of each day summed.
select
    d.held_on,
    d.activity_type,
    cast(sum(d.activities) as bigint) as activities
from marts.activity_day as d
inner join marts.unit_organisation as w
    on
        d.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
        and d.held_on >= coalesce(w.valid_from, d.held_on) and d.held_on <= coalesce(w.valid_to, d.held_on)
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
where extract(year from d.held_on) = $year
group by d.held_on, d.activity_type
order by d.held_on, d.activity_type
