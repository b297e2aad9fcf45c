-- The branches of a school, joint ones (联合党支部) marked by `is_shared`.
select
    unit_id,
    unit_name,
    is_shared,
    member_count,
    active_to
from visible
where
    unit_level = 'branch'
    and (school_id = $school or list_contains(string_split(coalesce(school_ids, ''), '、'), $school))
order by unit_id
