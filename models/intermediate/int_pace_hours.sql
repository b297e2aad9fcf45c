-- Pace of members' hours: who would reach the year's threshold T going on as so far (hours x 12 / k, k = whole months on a
-- roll, is at least T), and who has already earned what the year asks of a member who stays.
-- Grain: one row an indicator, forecast day and organisation.
with hours as (
    select
        wanted.indicator_code,
        wanted.forecast_day,
        rows_in.person_key,
        sum(rows_in.amount) as hours
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_indicator_row') }} as rows_in
        on
            wanted.indicator_code = rows_in.indicator_code
            and rows_in.is_first
            and rows_in.row_date between wanted.year_start and wanted.forecast_day
    where wanted.forecast_method in ('hours', 'mean') and rows_in.side = 'numerator'
    group by wanted.indicator_code, wanted.forecast_day, rows_in.person_key
),

-- Who has what is asked once besides the hours; nobody goes on as so far about it, so that who lacks it is not on course.
asked_once as (
    select distinct indicator_code from {{ ref('stg_indicator_measure') }}
    where side = 'once'
),

once as (
    select distinct
        wanted.indicator_code,
        wanted.forecast_day,
        rows_in.person_key
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_indicator_row') }} as rows_in
        on
            wanted.indicator_code = rows_in.indicator_code
            and rows_in.side = 'once'
            and rows_in.row_date between wanted.year_start and wanted.forecast_day
),

earned as (
    select
        member.indicator_code,
        member.forecast_method,
        member.forecast_day,
        member.org_code,
        member.months_ended,
        coalesce(hours.hours, 0) as hours,
        asked_once.indicator_code is null or once.person_key is not null as has_once,
        threshold.hours * coalesce(months.whole_months, 0) / 12.0 as due_so_far,
        threshold.hours * (coalesce(months.whole_months, 0) + 12 - member.months_ended) / 12.0 as due_in_year
    from {{ ref('int_pace_member') }} as member
    left join {{ ref('int_member_months') }} as months
        on
            member.forecast_day = months.closing_day
            and member.person_key = months.person_key
    left join hours
        on
            member.indicator_code = hours.indicator_code
            and member.forecast_day = hours.forecast_day
            and member.person_key = hours.person_key
    left join asked_once on member.indicator_code = asked_once.indicator_code
    left join once
        on
            member.indicator_code = once.indicator_code
            and member.forecast_day = once.forecast_day
            and member.person_key = once.person_key
    left join {{ ref('int_hours_threshold') }} as threshold
        on
            member.indicator_code = threshold.indicator_code
            and member.forecast_day between threshold.valid_from and threshold.valid_to
    where member.forecast_method in ('hours', 'mean')
),

counted as (
    select
        indicator_code,
        forecast_method,
        forecast_day,
        org_code,
        months_ended,
        cast(count(*) as double) as members,
        sum(hours) as hours,
        cast(count(*) filter (where has_once and hours >= due_so_far - 1e-9) as double) as on_course,
        cast(count(*) filter (where has_once and hours >= due_in_year - 1e-9) as double) as there
    from earned
    group by indicator_code, forecast_method, forecast_day, org_code, months_ended
)

select
    indicator_code,
    forecast_day,
    org_code,
    forecast_day as counted_on,
    case when forecast_method = 'mean' then hours else on_course end as numerator,
    members as denominator,
    case when forecast_method = 'mean' then hours * 12 / nullif(months_ended, 0) else on_course end as pace_numerator,
    members as pace_denominator,
    case when forecast_method = 'hours' then members end as best_numerator,
    case when forecast_method = 'hours' then members end as best_denominator,
    case when forecast_method = 'mean' then hours else there end as sure_numerator,
    members as sure_denominator
from counted
