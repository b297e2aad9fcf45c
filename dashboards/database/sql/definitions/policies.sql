-- What may not be judged by, or not before it is confirmed, with the document: indicators that the viewer may know of, rules, weights.
select p.*
from marts.policy_status as p
left join marts.dim_indicator as i on p.indicator_code = i.indicator_code
where $is_known and (not coalesce(i.is_confidential, false) or $sees_confidential or $at_district)
order by
    case when p.policy_status = '不得用于考核' then 0 else 1 end,
    case p.kind when '指标' then 0 when '达标标准' then 1 when '学时门槛' then 2 when '预警规则' then 3 else 4 end,
    p.kind,
    p.subject
