-- The schools that a branch belongs to, as far as the viewer may see them.
select
    s.unit_id,
    s.unit_name
from visible as s, visible as b
where
    b.unit_level = 'branch' and b.unit_id = $branch and s.unit_level = 'school'
    and (s.unit_id = b.school_id or list_contains(string_split(coalesce(b.school_ids, ''), '、'), s.unit_id))
order by s.unit_name
