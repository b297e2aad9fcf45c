-- The month and quarter values of one unit's year: the strip of what was held and what was not.
select
    v.*,
    {{ definition() }}
from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
where
    v.unit_level = $unit_level and v.unit_id = $unit_id and v.year = $year and v.breakdown is null
    and i.kind = 'frequency' and v.period_type = i.base_period and v.period_type in ('month', 'quarter')
order by v.indicator_code, v.period_start
