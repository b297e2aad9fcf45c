-- From which day of an open year a yearly value is judged, and by which day it must be there (data/standards/due_day.csv).
-- Grain: one row an indicator that has such days, and open year.
select
    indicator.indicator_code,
    period.year,
    period.period_start,
    period.closing_day,
    {{ day_of_year('period.year', 'due.counts_from') }} as judged_from,
    {{ day_of_year('period.year', 'due.due_by') }} as due_by
from {{ ref('int_indicator') }} as indicator
inner join {{ ref('int_period') }} as period on period.period_type = 'year' and not period.is_closed
inner join {{ ref('due_day') }} as due
    on
        indicator.indicator_code = due.indicator_code
        and period.closing_day between due.valid_from and coalesce(due.valid_to, {{ last_day_of_all() }})
