-- Pace of what is owed each month, quarter or semester: the periods that had ended, and on the last of them what its organisation
-- still owes in the year's other periods. What was missed cannot be made up; what was stopped (停报) was not missed.
-- Grain: one row an indicator, forecast day, organisation and period that had ended.
with per_year as (
    select
        period_type,
        count(*) as periods
    from {{ ref('period_start_month') }}
    group by period_type
),

ended as (
    select
        day.forecast_day,
        period.period_type,
        count(*) as periods,
        max(period.period_start) as last_start
    from {{ ref('int_pace_day') }} as day
    inner join {{ ref('int_period') }} as period
        on
            day.year = period.year
            and day.forecast_day >= period.period_end
    group by day.forecast_day, period.period_type
),

so_far as (
    select
        wanted.indicator_code,
        wanted.forecast_day,
        kind.org_code,
        kind.counted_on,
        kind.numerator,
        kind.denominator,
        sum(kind.numerator) over (partition by wanted.indicator_code, wanted.forecast_day, kind.org_code) as all_held,
        sum(kind.denominator) over (partition by wanted.indicator_code, wanted.forecast_day, kind.org_code) as all_owed,
        case
            when kind.period_start = ended.last_start and life.active_to > wanted.forecast_day
                then kind.denominator * (per_year.periods - ended.periods)
            else 0
        end as to_come
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_kind_frequency') }} as kind
        on
            wanted.indicator_code = kind.indicator_code
            and wanted.year = extract(year from kind.period_start)
            and wanted.forecast_day >= kind.counted_on
    inner join {{ ref('int_organisation_life') }} as life on kind.org_code = life.org_code
    inner join ended
        on
            wanted.forecast_day = ended.forecast_day
            and kind.period_type = ended.period_type
    inner join per_year on kind.period_type = per_year.period_type
    left join {{ ref('int_stopped_period') }} as stopped
        on
            kind.indicator_code = stopped.indicator_code
            and kind.period_type = stopped.period_type
            and kind.period_start = stopped.period_start
    where stopped.indicator_code is null
)

select
    indicator_code,
    forecast_day,
    org_code,
    counted_on,
    numerator,
    denominator,
    numerator + to_come * all_held / all_owed as pace_numerator,
    denominator + to_come as pace_denominator,
    numerator + to_come as best_numerator,
    denominator + to_come as best_denominator,
    numerator as sure_numerator,
    denominator + to_come as sure_denominator
from so_far
