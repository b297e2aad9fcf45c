-- Pace of what is owed N times a year: what was held, against what the whole year asks of an organisation that stays. What is still
-- missing can be held later, as long as the organisation lives.
-- Grain: one row an indicator, forecast day and organisation that owes something in the year.
{%- set times = required_times('indicator', 'scope') %}
with scoped as (
    select
        wanted.indicator_code,
        wanted.forecast_day,
        wanted.year_start,
        scope.org_code,
        scope.judged_on,
        scope.active_to <= wanted.forecast_day as is_over,
        {{ times }} as required_times,
        case
            when scope.active_from <= wanted.year_start then 1
            when extract(day from scope.active_from) = 1 then extract(month from scope.active_from)
            else extract(month from scope.active_from) + 1
        end as first_month,
        case
            when scope.active_to <= wanted.forecast_day then extract(month from {{ add_days('scope.active_to', 1) }}) - 1
            else wanted.months_ended
        end as last_month
    from {{ ref('int_pace_indicator') }} as wanted
    inner join {{ ref('int_indicator') }} as indicator on wanted.indicator_code = indicator.indicator_code
    inner join {{ ref('int_scope') }} as scope
        on
            wanted.scope = scope.scope
            and wanted.year = scope.year
            and (
                (scope.period_type = 'month' and wanted.forecast_day = scope.closing_day)
                or (scope.period_type = 'year' and wanted.month_start > scope.active_to)
            )
    where wanted.forecast_method = 'times'
),

owed as (
    select
        scoped.*,
        greatest(0, last_month - first_month + 1) as months_so_far,
        greatest(0, case when is_over then last_month else 12 end - first_month + 1) as months_of_year
    from scoped
),

held as (
    select
        owed.indicator_code,
        owed.forecast_day,
        owed.org_code,
        owed.judged_on,
        owed.is_over,
        owed.months_so_far,
        owed.months_of_year,
        floor(owed.required_times * owed.months_so_far / 12.0) as so_far,
        floor(owed.required_times * owed.months_of_year / 12.0) as full_year,
        count(rows_in.row_key) as held
    from owed
    left join {{ ref('int_indicator_row') }} as rows_in
        on
            owed.indicator_code = rows_in.indicator_code
            and owed.org_code = rows_in.org_code
            and rows_in.is_first
            and rows_in.row_date between owed.year_start and owed.forecast_day
    group by
        owed.indicator_code, owed.forecast_day, owed.org_code, owed.judged_on, owed.is_over, owed.required_times,
        owed.months_so_far, owed.months_of_year
)

select
    indicator_code,
    forecast_day,
    org_code,
    judged_on as counted_on,
    cast(least(held, so_far) as double) as numerator,
    cast(so_far as double) as denominator,
    cast(
        case
            when months_so_far = 0 then least(held, full_year)
            else least(full_year, floor(cast(held * months_of_year as double) / months_so_far))
        end as double
    ) as pace_numerator,
    cast(full_year as double) as pace_denominator,
    cast(case when is_over then least(held, full_year) else full_year end as double) as best_numerator,
    cast(full_year as double) as best_denominator,
    cast(least(held, full_year) as double) as sure_numerator,
    cast(full_year as double) as sure_denominator
from held
where full_year > 0
