-- All alert rules together, by quarter: how many alerts the quarter would have brought, and the school with most against what is
-- bearable, before and after the line; without the rules on trial, and with them. An alert falls in the quarter in which its period ended.
-- Grain: one row a quarter and whether rules on trial are counted.
with including as (
    select false as with_proposed
    union all
    select true as with_proposed
),

rule as (
    select
        rule.rule,
        including.with_proposed
    from {{ ref('dim_alert_rule') }} as rule
    cross join including
    where rule.is_in_force or (rule.is_proposed and including.with_proposed)
),

by_school as (
    select
        rule.with_proposed,
        quarter.period_start,
        told.school_id,
        count(*) as alerts,
        count(*) filter (where not alert.is_below_line) as said
    from {{ ref('alert') }} as alert
    inner join rule on alert.rule = rule.rule
    inner join {{ ref('int_closed_period') }} as quarter
        on quarter.period_type = 'quarter' and alert.stands_from between quarter.period_start and quarter.period_end
    left join {{ ref('int_unit_school') }} as told
        on
            alert.unit_level = told.unit_level
            and alert.unit_id = told.unit_id
            and alert.stands_from between told.valid_from and told.valid_to
    where alert.is_raised
    group by rule.with_proposed, quarter.period_start, told.school_id
),

most as (
    select
        with_proposed,
        period_start,
        count(case when said > 0 then school_id end) as schools,
        max(case when school_id is not null then said end) as most_per_school,
        max(case when school_id is not null then alerts end) as most_without_line
    from by_school
    group by with_proposed, period_start
),

counted as (
    select
        rule.with_proposed,
        quarter.period_start,
        count(*) filter (where not alert.is_below_line) as raised,
        count(*) filter (where alert.is_below_line) as below_line
    from {{ ref('alert') }} as alert
    inner join rule on alert.rule = rule.rule
    inner join {{ ref('int_closed_period') }} as quarter
        on quarter.period_type = 'quarter' and alert.stands_from between quarter.period_start and quarter.period_end
    where alert.is_raised
    group by rule.with_proposed, quarter.period_start
),

bearable as (
    select most as per_month from {{ ref('alert_limit') }}
    where what = 'alerts_per_school_per_month'
)

select
    including.with_proposed,
    quarter.period_type,
    quarter.period_start,
    quarter.year,
    cast(coalesce(counted.raised, 0) as bigint) as raised,
    cast(coalesce(counted.below_line, 0) as bigint) as below_line,
    cast(coalesce(most.schools, 0) as bigint) as schools,
    cast(coalesce(most.most_per_school, 0) as bigint) as most_per_school,
    cast(coalesce(most.most_without_line, 0) as bigint) as most_without_line,
    cast(bearable.per_month * quarter.months as bigint) as bearable_per_school,
    coalesce(most.most_per_school, 0) <= bearable.per_month * quarter.months as is_bearable
from including
cross join {{ ref('int_closed_period') }} as quarter
cross join bearable
left join counted
    on including.with_proposed = counted.with_proposed and quarter.period_start = counted.period_start
left join most
    on including.with_proposed = most.with_proposed and quarter.period_start = most.period_start
where quarter.period_type = 'quarter'
