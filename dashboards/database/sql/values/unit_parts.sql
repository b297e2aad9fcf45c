-- The parts of every yearly value of one unit that has any (领域, 级别, 八项 …), indicator by indicator.
select
    v.*,
    {{ definition() }}
from seen_value as v inner join seen_indicator as i on v.indicator_code = i.indicator_code
where
    v.unit_level = $unit_level and v.unit_id = $unit_id
    and v.period_type = 'year' and v.year = $year and v.breakdown is not null
order by v.indicator_code, v.breakdown
