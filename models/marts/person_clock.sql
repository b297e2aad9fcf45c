-- 党员的期限: what runs for a member by data/standards/clock_rule.csv, from the day it began to the same day so many months later. Nobody is
-- named (clock_name has the names). Staying away is told from the days of warning on, after so many meetings that have a list.
-- Grain: one row a clock and person.
with due as (
    select
        began.*,
        rule.label,
        rule.to_do,
        rule.article,
        rule.source,
        rule.warn_days,
        {{ add_months('began.started_on', 'rule.months') }} as due_on
    from {{ ref('int_clock_start') }} as began
    inner join {{ ref('clock_rule') }} as rule
        on
            began.clock = rule.clock
            and rule.active
            and began.meetings >= rule.least_meetings
),

day as (
    select distinct due_on as day from due
),

workday as (
    {{ last_workdays('day') }}
)

select
    due.clock,
    due.person_key,
    due.org_code,
    due.label,
    due.started_on,
    due.due_on,
    workday.act_by,
    due.told_until,
    cast(due.meetings as bigint) as meetings_missed,
    case
        when due.told_until >= due.due_on then 'reached'
        when {{ add_days('due.told_until', 'due.warn_days') }} >= due.due_on then 'soon'
        else 'running'
    end as state,
    due.to_do,
    due.article,
    due.source
from due
inner join workday on due.due_on = workday.day
where due.clock <> 'no_life' or {{ add_days('due.told_until', 'due.warn_days') }} >= due.due_on
