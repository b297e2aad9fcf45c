-- Hours that follow the person, wherever earned, and the threshold they are held to: T x k / 12.
-- `reach` is the highest full-year threshold that the hours meet, -1 where something else that is asked once is missing.
-- Grain: one row an indicator, year and member due.
with hours as (
    select
        rows_in.indicator_code,
        rows_in.person_key,
        extract(year from rows_in.row_date) as year,
        sum(rows_in.amount) as hours
    from {{ ref('int_indicator_row') }} as rows_in
    where rows_in.is_first and rows_in.side = 'numerator'
    group by rows_in.indicator_code, rows_in.person_key, extract(year from rows_in.row_date)
),

-- What a member must have at least one row of besides: 集中培训 of a secretary.
asked_once as (
    select distinct indicator_code from {{ ref('stg_indicator_measure') }}
    where side = 'once'
),

once as (
    select distinct
        indicator_code,
        person_key,
        extract(year from row_date) as year
    from {{ ref('int_indicator_row') }}
    where side = 'once'
),

due as (
    select
        member.*,
        asked_once.indicator_code is null or once.person_key is not null as has_once
    from {{ ref('int_member_due') }} as member
    left join asked_once on member.indicator_code = asked_once.indicator_code
    left join once
        on
            member.indicator_code = once.indicator_code
            and member.person_key = once.person_key
            and member.year = once.year
    where member.method in ('member_coverage', 'member_mean')
)

select
    due.indicator_code,
    due.year,
    due.period_start,
    due.closing_day,
    due.org_code,
    due.person_key,
    due.row_key,
    coalesce(hours.hours, 0) as hours,
    coalesce(months.whole_months, 0) as whole_months,
    threshold.hours * coalesce(months.whole_months, 0) / 12.0 as hours_due,
    due.has_once
    and coalesce(hours.hours, 0) >= threshold.hours * coalesce(months.whole_months, 0) / 12.0 - 1e-9 as is_met,
    case
        when not due.has_once then -1
        when coalesce(months.whole_months, 0) = 0 then 1e9
        else coalesce(hours.hours, 0) * 12.0 / months.whole_months
    end as reach
from due
left join {{ ref('int_member_months') }} as months
    on
        due.closing_day = months.closing_day
        and due.year = months.year
        and due.person_key = months.person_key
left join hours
    on
        due.indicator_code = hours.indicator_code
        and due.person_key = hours.person_key
        and due.year = hours.year
left join {{ ref('int_hours_threshold') }} as threshold
    on
        due.indicator_code = threshold.indicator_code
        and due.closing_day between threshold.valid_from and threshold.valid_to
