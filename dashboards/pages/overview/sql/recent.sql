-- The last eight closed quarters (of what is due by the half-year or year: those) of a unit's indicators, oldest first. One row an indicator and
-- period; nothing that rests on few reports.
with closed as (
    select
        v.indicator_code,
        v.period_start,
        v.value,
        row_number() over (partition by v.indicator_code order by v.period_start desc) as newest_first
    from seen_value as v
    inner join seen_indicator as i on v.indicator_code = i.indicator_code and i.confirmed and not i.is_confidential
    where
        v.unit_level = $unit_level and v.unit_id = $unit_id and v.breakdown is null and v.is_closed and v.year <= $year
        and v.value is not null and not v.rests_on_few
        and v.period_type = case i.base_period when 'month' then 'quarter' else i.base_period end
)

select * from closed
where newest_first <= 8
order by indicator_code, period_start
