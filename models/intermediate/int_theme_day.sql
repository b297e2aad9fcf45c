-- 主题党日 held in months for which the district had set a fixed day (data/standards/fixed_day.csv), and whether they kept it.
-- Grain: one row an activity.
with fixed as (
    select
        month.period_start,
        month.period_end,
        -- The first such weekday of the month (Monday is 1), and so many weeks later.
        {{ add_days(
            'month.period_start',
            '(rule.weekday - ' ~ weekday('month.period_start') ~ ' + 7) % 7 + 7 * (rule.ordinal - 1)'
        ) }} as fixed_day,
        rule.activity_type
    from {{ ref('int_period') }} as month
    inner join {{ ref('fixed_day') }} as rule
        on
            rule.active
            and month.period_start between rule.valid_from and coalesce(rule.valid_to, {{ last_day_of_all() }})
    where month.period_type = 'month'
)

select
    activity.row_key,
    activity.org_code,
    activity.held_on,
    activity.held_on = fixed.fixed_day as is_kept
from {{ ref('int_activity') }} as activity
inner join fixed
    on
        activity.held_on between fixed.period_start and fixed.period_end
        and '、' || activity.activity_type || '、' like '%、' || fixed.activity_type || '、%'
