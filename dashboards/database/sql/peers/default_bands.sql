-- Quantiles of the default groups of the viewer's units, one row a group and period.
select
    b.peer_group,
    b.period_start,
    b.units,
    b.peer_p10,
    b.peer_p25,
    b.peer_median,
    b.peer_p75,
    b.peer_p90
from marts.peer_band as b
inner join seen_indicator as i on b.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
where
    b.indicator_code = $indicator
    and b.unit_level = $unit_level
    and b.period_type = $period_type
    and b.peer_group in (
        select u.peer_group from visible as u
        where u.unit_level = $unit_level
    )
order by b.peer_group, b.period_start
