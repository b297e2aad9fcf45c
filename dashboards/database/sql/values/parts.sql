-- The breakdown of one yearly value (评议项目, 四种形态), if it has one.
select
    v.*,
    {{ definition() }}
from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
where
    v.indicator_code = $indicator and v.unit_level = $unit_level and v.unit_id = $unit_id
    and v.period_type = 'year' and v.year = $year and v.breakdown is not null
order by v.breakdown
