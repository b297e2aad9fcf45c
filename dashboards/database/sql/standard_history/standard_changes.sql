-- What changed between builds, newest first, with the units of the viewer that fell short or came through.
with moved as (
    select
        c.change_id,
        c.unit_level,
        c.status_after in ('not_met', 'behind', 'over') as is_worse,
        c.status_after in ('met', 'on_track') as is_better
    from marts.standard_change_unit as c
    inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
    inner join seen_indicator as i on c.indicator_code = i.indicator_code
    where not i.is_confidential or $sees_confidential
)

select
    s.*,
    i.name_zh,
    count(m.change_id) filter (where m.unit_level = 'branch') as branches,
    count(m.change_id) filter (where m.unit_level = 'school') as schools,
    count(m.change_id) filter (where m.unit_level in ('area', 'district')) as above,
    count(m.change_id) filter (where m.is_worse and m.unit_level = 'branch') as worse_branches,
    count(m.change_id) filter (where m.is_worse and m.unit_level = 'school') as worse_schools,
    count(m.change_id) filter (where m.is_better and m.unit_level = 'branch') as better_branches,
    count(m.change_id) filter (where m.is_better and m.unit_level = 'school') as better_schools
from marts.standard_change as s
left join seen_indicator as i on s.indicator_code = i.indicator_code
left join moved as m on s.change_id = m.change_id
where {{ readable_standard() }}
group by all
order by s.changed_at desc, s.change_id desc
