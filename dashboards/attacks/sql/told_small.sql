-- How many counts of discipline are told that only the 纪检专员 may read: of schools, branches, and those too small.
select count(*) as told
from seen_value as v
inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
where
    i.is_confidential
    and (v.unit_level in ('school', 'branch') or v.is_suppressed)
    and coalesce(v.numerator, v.value) is not null
