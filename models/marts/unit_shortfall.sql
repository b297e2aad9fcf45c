-- What fell short of a confirmed standard: the gap, since when, for how many periods running, and how many more are needed by
-- the year's end.
-- Grain: one row an indicator, unit and period that fell short.
with judged as (
    select
        unit_value.*,
        case when unit_value.judgement = 'short' then 1 else 0 end as is_short,
        row_number() over (
            partition by unit_value.indicator_code, unit_value.unit_level, unit_value.unit_id, unit_value.period_type
            order by unit_value.period_start nulls last
        ) as place
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.breakdown is null
        and unit_value.judgement is not null
        and not unit_value.is_suppressed
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
),

-- What one more base period will ask of a unit, taken from the last one that was due, and how many are still to end this year.
to_come as (
    select
        last_due.indicator_code,
        last_due.unit_level,
        last_due.unit_id,
        last_due.year,
        max_by(last_due.denominator, last_due.period_start)
        -- What is stopped (停报) is owed no more this year.
        * case when count(stopped.indicator_code) > 0 then 0 else max(per_year.periods) - count(distinct ended.period_start) end
            as still_owed
    from {{ ref('indicator_value') }} as last_due
    inner join {{ ref('int_indicator') }} as indicator
        on
            last_due.indicator_code = indicator.indicator_code
            and last_due.period_type = indicator.base_period
            and indicator.method = 'frequency_period'
    inner join (
        select
            period_type,
            count(*) as periods
        from {{ ref('period_start_month') }}
        group by period_type
    ) as per_year
        on last_due.period_type = per_year.period_type
    inner join {{ ref('int_period') }} as ended
        on
            last_due.period_type = ended.period_type
            and last_due.year = ended.year
            and ended.is_closed
    cross join {{ ref('int_run') }} as run
    left join {{ ref('int_stopped_indicator') }} as stopped
        on
            last_due.indicator_code = stopped.indicator_code
            and run.as_of between stopped.valid_from and stopped.valid_to
    where last_due.is_closed and last_due.denominator > 0
    group by last_due.indicator_code, last_due.unit_level, last_due.unit_id, last_due.year
),

-- What the organisations below still owe of a yearly requirement by the end of the year; none makes up for another.
to_hold as (
    select
        kind.indicator_code,
        unit.unit_level,
        unit.unit_id,
        extract(year from kind.period_start) as year,
        sum(kind.still_owed) as still_owed
    from {{ ref('int_kind_frequency_year') }} as kind
    inner join {{ ref('int_indicator') }} as indicator on kind.indicator_code = indicator.indicator_code
    inner join {{ ref('int_reported') }} as reported
        on
            indicator.fed_by = reported.presence
            and kind.org_code = reported.org_code
            and extract(year from kind.period_start) = reported.year
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            kind.org_code = unit.org_code
            and kind.counted_on between unit.valid_from and unit.valid_to
    group by kind.indicator_code, unit.unit_level, unit.unit_id, extract(year from kind.period_start)
)

select
    counted.indicator_code,
    counted.unit_id,
    counted.unit_level,
    counted.year,
    counted.period_type,
    counted.period_start,
    counted.status,
    counted.depth,
    depth.reached,
    depth.can_be_made_up and indicator.is_made_good as can_be_made_up,
    counted.value,
    counted.standard,
    abs(counted.value - counted.standard) as gap,
    counted.numerator,
    counted.denominator,
    counted.units_reported,
    counted.units_expected,
    counted.rests_on_few,
    cast(counted.periods_running as bigint) as periods_running,
    counted.since,
    counted.periods_running = 1 as is_new,
    -- Only in an open year: what was missed in a month that has passed cannot be held after it.
    case
        when counted.period_type <> 'year' or counted.is_closed then null
        when indicator.method = 'frequency_period' then to_come.still_owed
        when indicator.method = 'frequency_year'
            then to_hold.still_owed
        -- Nor does a row that broke what all rows must keep ever keep it.
        when not depth.can_be_made_up then null
        else {{ wanting('counted', 'indicator') }}
    end as needed,
    make_date(counted.year, 12, 31) as needed_by
from counted
inner join {{ ref('int_indicator') }} as indicator on counted.indicator_code = indicator.indicator_code
inner join {{ ref('int_unit_shortfall') }} as depth
    on
        counted.indicator_code = depth.indicator_code
        and counted.unit_level = depth.unit_level
        and counted.unit_id = depth.unit_id
        and counted.period_type = depth.period_type
        and counted.period_start = depth.period_start
        and depth.breakdown is null
left join to_come
    on
        counted.indicator_code = to_come.indicator_code
        and counted.unit_level = to_come.unit_level
        and counted.unit_id = to_come.unit_id
        and counted.year = to_come.year
left join to_hold
    on
        counted.indicator_code = to_hold.indicator_code
        and counted.unit_level = to_hold.unit_level
        and counted.unit_id = to_hold.unit_id
        and counted.year = to_hold.year
where counted.is_short = 1
