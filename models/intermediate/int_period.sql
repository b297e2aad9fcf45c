-- Months, quarters, semesters (2-7月, 8-1月) and years that had begun by the as-of day.
-- `closing_day` is the day on which a period is judged: its last day, or the as-of day if that is earlier.
-- Grain: one row a period type and first day.
with started as (
    select
        shape.period_type,
        years.year,
        make_date(years.year, shape.start_month, 1) as period_start,
        shape.months
    from {{ ref('int_year') }} as years
    cross join {{ ref('period_start_month') }} as shape
),

bounded as (
    select
        period_type,
        year,
        period_start,
        {{ add_days(add_months('period_start', 'months'), -1) }} as period_end
    from started
)

select
    bounded.period_type,
    bounded.period_start,
    bounded.period_end,
    bounded.year,
    least(bounded.period_end, run.as_of) as closing_day,
    bounded.period_end <= run.as_of as is_closed
from bounded
cross join {{ ref('int_run') }} as run
where bounded.period_start <= run.as_of
