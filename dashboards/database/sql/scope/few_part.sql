-- Surveys with too few votes in all, or in one class or item: a part that is the whole would tell it, and the whole less the
-- other parts would tell that part.
select distinct
    v.indicator_code,
    v.unit_level,
    v.unit_id,
    v.period_type,
    v.period_start
from marts.indicator_value as v
inner join marts.dim_indicator as i on v.indicator_code = i.indicator_code
where i.feeding_ledger = 'survey' and v.status = 'too_few' and v.denominator > 0
