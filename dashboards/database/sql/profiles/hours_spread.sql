-- Members by bin of hours, a kind of member after the other; counts null for a few people nobody may see.
select
    h.indicator_code,
    i.name_zh,
    h.year,
    h.bin_from,
    h.bin_to,
    h.is_small and not $sees_member_names as is_hidden,
    case when h.is_small and not $sees_member_names then null else h.members end as members,
    case when h.is_small and not $sees_member_names then null else h.members_met end as members_met,
    case when h.is_small and not $sees_member_names then null else h.members_prorated end as members_prorated
from marts.hours_distribution as h
inner join seen_indicator as i on h.indicator_code = i.indicator_code
inner join visible as u on h.unit_level = u.unit_level and h.unit_id = u.unit_id
where h.unit_level = $unit_level and h.unit_id = $unit_id and h.year = $year
order by h.indicator_code, h.bin_from
