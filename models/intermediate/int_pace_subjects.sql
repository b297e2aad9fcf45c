-- Pace of coverage by rows: members or organisations due on the forecast day, and those with a row known by then. What happens once a
-- year has no pace; what is in force goes on as it stands.
-- Grain: one row an indicator, forecast day and organisation.
with proof as (
    select distinct
        wanted.indicator_code,
        wanted.forecast_day,
        case when wanted.subjects = 'members' then rows_in.person_key else rows_in.org_code end as subject
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_indicator_row') }} as rows_in on wanted.indicator_code = rows_in.indicator_code
    left join {{ ref('int_ledger_row') }} as place
        on
            rows_in.row_key = place.row_key
            and place.is_place
    where
        -- A row of a ledger kept by 年度 is known from the day it was signed or handed in.
        coalesce(place.record_on, rows_in.row_date) <= wanted.forecast_day
        and case
            when wanted.forecast_method = 'in_force'
                then coalesce(rows_in.until_date, {{ last_day_of_all() }}) >= wanted.forecast_day
            else wanted.year = extract(year from rows_in.row_date)
        end
        and wanted.forecast_method in ('once', 'in_force')
),

due as (
    select
        indicator_code,
        forecast_method,
        forecast_day,
        org_code,
        person_key as subject
    from {{ ref('int_pace_member') }}
    where forecast_method in ('once', 'in_force')
    union all
    select
        wanted.indicator_code,
        wanted.forecast_method,
        wanted.forecast_day,
        scope.org_code,
        scope.org_code as subject
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_scope') }} as scope
        on
            wanted.scope = scope.scope
            and scope.period_type = 'month'
            and wanted.forecast_day = scope.closing_day
            and wanted.forecast_day between scope.active_from and scope.active_to
    where wanted.forecast_method in ('once', 'in_force') and wanted.subjects = 'organisations'
),

counted as (
    select
        due.indicator_code,
        due.forecast_method,
        due.forecast_day,
        due.org_code,
        cast(count(proof.subject) as double) as proved,
        cast(count(*) as double) as subjects
    from due
    left join proof
        on
            due.indicator_code = proof.indicator_code
            and due.forecast_day = proof.forecast_day
            and due.subject = proof.subject
    group by due.indicator_code, due.forecast_method, due.forecast_day, due.org_code
)

select
    indicator_code,
    forecast_day,
    org_code,
    forecast_day as counted_on,
    proved as numerator,
    subjects as denominator,
    case when forecast_method = 'in_force' then proved end as pace_numerator,
    case when forecast_method = 'in_force' then subjects end as pace_denominator,
    subjects as best_numerator,
    subjects as best_denominator,
    case when forecast_method = 'once' then proved end as sure_numerator,
    case when forecast_method = 'once' then subjects end as sure_denominator
from counted
