-- What fell short of a confirmed standard: the gap, since when, for how many periods running, and how many more are needed by the year's end.
-- Grain: one row an indicator, unit and period that fell short.
with judged as (
    select
        unit_value.*,
        case when unit_value.status in ('not_met', 'behind') then 1 else 0 end as is_short,
        row_number() over (
            partition by unit_value.indicator_code, unit_value.unit_level, unit_value.unit_id, unit_value.period_type
            order by unit_value.period_start nulls last
        ) as place
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.breakdown is null
        and unit_value.status in ('met', 'not_met', 'on_track', 'behind')
        and not indicator.is_confidential
),

runs as (
    select
        judged.*,
        place - row_number() over (
            partition by indicator_code, unit_level, unit_id, period_type, is_short order by period_start nulls last
        ) as run_of_like
    from judged
),

counted as (
    select
        runs.*,
        row_number() over (
            partition by indicator_code, unit_level, unit_id, period_type, is_short, run_of_like order by period_start nulls last
        ) as periods_running,
        min(period_start) over (
            partition by indicator_code, unit_level, unit_id, period_type, is_short, run_of_like
        ) as since
    from runs
)

select
    counted.indicator_code,
    counted.unit_id,
    counted.unit_level,
    counted.year,
    counted.period_type,
    counted.period_start,
    counted.status,
    counted.value,
    counted.standard,
    abs(counted.value - counted.standard) as gap,
    counted.numerator,
    counted.denominator,
    cast(counted.periods_running as bigint) as periods_running,
    counted.since,
    counted.periods_running = 1 as is_new,
    case
        when indicator.unit = '%' and indicator.direction = 'higher'
            then greatest(0, ceil(counted.standard * counted.denominator / 100 - 1e-9) - counted.numerator)
        when indicator.direction = 'higher' and indicator.kind = 'mean' and indicator.unit = '学时'
            then greatest(0, counted.standard * counted.denominator - counted.numerator)
    end as needed,
    make_date(counted.year, 12, 31) as needed_by
from counted
inner join {{ ref('dim_indicator') }} as indicator on counted.indicator_code = indicator.indicator_code
where counted.is_short = 1
