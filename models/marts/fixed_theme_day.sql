-- The district's fixed days (主题党日 on the first Monday and the like) in every month of the years it has ledgers of, months to come included.
-- Grain: one row a kind of activity and month.
with month as (
    select make_date(years.year, shape.start_month, 1) as month_start
    from {{ ref('int_year') }} as years
    cross join {{ ref('period_start_month') }} as shape
    where shape.period_type = 'month'
)

select
    rule.activity_type,
    month.month_start as month,
    {{ add_days('month.month_start', '(rule.weekday - ' ~ weekday('month.month_start') ~ ' + 7) % 7 + 7 * (rule.ordinal - 1)') }}
        as fixed_day,
    rule.source
from month
inner join {{ ref('fixed_day') }} as rule
    on
        rule.active
        and month.month_start between rule.valid_from and coalesce(rule.valid_to, {{ last_day_of_all() }})
