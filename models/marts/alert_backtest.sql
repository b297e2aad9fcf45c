-- Back-test of each alert rule, in force or on trial: what it would have raised in every period that has ended, and whether the school
-- with most would have been sent more than is bearable.
-- Grain: one row a rule and period.
with by_school as (
    select
        alert.rule,
        alert.period_type,
        alert.period_start,
        told.school_id,
        count(*) as alerts
    from {{ ref('alert') }} as alert
    left join {{ ref('int_unit_school') }} as told
        on
            alert.unit_level = told.unit_level
            and alert.unit_id = told.unit_id
            and alert.stands_from between told.valid_from and told.valid_to
    where alert.is_raised
    group by alert.rule, alert.period_type, alert.period_start, told.school_id
),

most as (
    select
        rule,
        period_type,
        period_start,
        count(school_id) as schools,
        max(case when school_id is not null then alerts end) as most_per_school
    from by_school
    group by rule, period_type, period_start
),

counted as (
    select
        rule,
        period_type,
        period_start,
        count(*) as standing,
        count(*) filter (where is_raised) as raised
    from {{ ref('alert') }}
    group by rule, period_type, period_start
),

bearable as (
    select most as per_month from {{ ref('alert_limit') }}
    where what = 'alerts_per_school_per_month'
)

select
    rule.rule,
    period.period_type,
    period.period_start,
    period.period_end,
    period.year,
    period.place >= rule.periods_asked as could_raise,
    cast(coalesce(counted.raised, 0) as bigint) as raised,
    cast(coalesce(counted.standing, 0) as bigint) as standing,
    cast(coalesce(most.schools, 0) as bigint) as schools,
    cast(coalesce(most.most_per_school, 0) as bigint) as most_per_school,
    cast(bearable.per_month * period.months as bigint) as bearable_per_school,
    coalesce(most.most_per_school, 0) <= bearable.per_month * period.months as is_bearable
from {{ ref('dim_alert_rule') }} as rule
inner join {{ ref('int_closed_period') }} as period on rule.period_type = period.period_type
cross join bearable
left join counted
    on
        rule.rule = counted.rule
        and period.period_type = counted.period_type
        and period.period_start = counted.period_start
left join most
    on
        rule.rule = most.rule
        and period.period_type = most.period_type
        and period.period_start = most.period_start
