-- Periods that have ended, numbered by type, with the days on which each is the newest one that has ended.
-- Grain: one row a period type and first day.
with begun as (
    select
        period_type,
        period_start,
        period_end,
        year,
        is_closed,
        lead(period_end) over (partition by period_type order by period_start nulls last) as next_end
    from {{ ref('int_period') }}
)

select
    period_type,
    period_start,
    period_end,
    cast(year as integer) as year,
    row_number() over (partition by period_type order by period_start nulls last) as place,
    {{ dbt.datediff('period_start', 'period_end', 'month') }} + 1 as months,
    coalesce({{ add_days('next_end', -1) }}, {{ last_day_of_all() }}) as newest_until
from begun
where is_closed
