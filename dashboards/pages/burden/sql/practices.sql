-- What documents ask or forbid, beside what is done here that they touch: indicators that the viewer may know of, rules, weights.
select p.*
from marts.burden_practice as p
left join marts.dim_indicator as i on p.indicator_code = i.indicator_code
where $is_known and (not coalesce(i.is_confidential, false) or $sees_confidential or $at_district)
order by p.known_since desc, p.document asc, p.rule asc, p.kind asc nulls last, p.subject asc
