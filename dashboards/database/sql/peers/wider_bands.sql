-- Quantiles of the viewer's units' wider groups (all of the same 学段, or of the same size: `wider`), one row a group and period.
select
    u.{{ wider }} as peer_group,
    v.period_start,
    count(*) as units,
    {{ peer_quantiles('v.value') }}
from marts.indicator_value as v
inner join marts.dim_unit as u on v.unit_level = u.unit_level and v.unit_id = u.unit_id
inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.may_judge and not i.is_confidential
where
    v.indicator_code = $indicator
    and v.unit_level = $unit_level
    and v.unit_level in ('school', 'branch')
    and v.period_type = $period_type
    and v.breakdown is null
    and v.value is not null and not v.rests_on_few and not v.is_suppressed
    and u.{{ wider }} in (
        select own.{{ wider }} from visible as own
        where own.unit_level = $unit_level
    )
group by u.{{ wider }}, v.period_start
having count(*) > {{ smallest_peer_group() }}
order by u.{{ wider }}, v.period_start
