-- 停报: the base periods of an indicator for which nothing is asked, as a ledger or column that it needs is switched off on the day on which
-- they are judged. What was sent for them all the same is kept and not counted.
-- Grain: one row an indicator and base period.
select distinct
    stopped.indicator_code,
    period.period_type,
    period.period_start
from {{ ref('int_stopped_indicator') }} as stopped
inner join {{ ref('int_indicator') }} as indicator on stopped.indicator_code = indicator.indicator_code
inner join {{ ref('int_period') }} as period
    on
        indicator.base_period = period.period_type
        and period.closing_day between stopped.valid_from and stopped.valid_to
