-- What:  in no quarter, past or running, is a school sent more new alerts of the rules in force than data/standards/alert_limit.csv allows.
-- Why:   who gets more than can be looked at looks at none; a branch of several schools counts at each of them.
-- Mend:  the line of models/marts/alert.sql orders by other schools or days than models/marts/alert_load.sql counts by.
select
    with_proposed,
    period_start,
    most_per_school,
    bearable_per_school
from {{ ref('alert_load') }}
where not is_bearable
