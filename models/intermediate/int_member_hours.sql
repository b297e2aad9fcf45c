-- Hours that follow the person, wherever earned, and the threshold they are held to: T x k / 12.
-- Grain: one row an indicator, year and member due.
with hours as (
    select
        rows_in.indicator_code,
        rows_in.person_key,
        extract(year from rows_in.row_date) as year,
        sum(rows_in.amount) as hours
    from {{ ref('int_indicator_row') }} as rows_in
    group by rows_in.indicator_code, rows_in.person_key, extract(year from rows_in.row_date)
)

select
    indicator.indicator_code,
    period.year,
    period.period_start,
    period.closing_day,
    member.org_code,
    member.person_key,
    member.row_key,
    coalesce(hours.hours, 0) as hours,
    coalesce(months.whole_months, 0) as whole_months,
    threshold.hours * coalesce(months.whole_months, 0) / 12.0 as hours_due
from {{ source('landed', 'indicator') }} as indicator
cross join {{ ref('int_period') }} as period
inner join {{ ref('int_member_on_day') }} as member
    on
        period.closing_day = member.judged_on
        and (
            indicator.members = 'all'
            or (indicator.members = 'leaders' and member.is_leader)
            or (indicator.members = 'not_leaders' and not member.is_leader)
        )
left join {{ ref('int_member_months') }} as months
    on
        period.closing_day = months.closing_day
        and period.year = months.year
        and member.person_key = months.person_key
left join hours
    on
        indicator.indicator_code = hours.indicator_code
        and member.person_key = hours.person_key
        and period.year = hours.year
left join {{ ref('hours_threshold') }} as threshold
    on
        indicator.indicator_code = threshold.indicator_code
        and threshold.active
        and period.closing_day between threshold.valid_from and coalesce(threshold.valid_to, {{ last_day_of_all() }})
where
    indicator.method in ('member_coverage', 'member_mean')
    and period.period_type = 'year'
