-- Kind `coverage` by rows: members or organisations due on the closing day, and those with at least one row that proves it, dated in
-- the year or (in force) still holding on that day. A person's row proves it wherever it was entered.
-- Grain: one row an indicator, organisation and year.
with proof as (
    select distinct
        indicator.indicator_code,
        period.period_start,
        case when indicator.subjects = 'members' then rows_in.person_key else rows_in.org_code end as subject
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_indicator_row') }} as rows_in on indicator.indicator_code = rows_in.indicator_code
    inner join {{ ref('int_period') }} as period
        on
            rows_in.row_date <= period.closing_day
            and case
                when indicator.rows_in_force then coalesce(rows_in.until_date, {{ last_day_of_all() }}) >= period.closing_day
                else rows_in.row_date >= period.period_start
            end
    where indicator.method in ('member_with_row', 'organisation_with_row') and period.period_type = 'year'
),

due as (
    select
        indicator_code,
        period_start,
        closing_day,
        org_code,
        person_key as subject
    from {{ ref('int_member_due') }}
    where method = 'member_with_row'
    union all
    select
        indicator.indicator_code,
        scope.period_start,
        scope.closing_day,
        scope.org_code,
        scope.org_code as subject
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and scope.period_type = 'year'
            and scope.closing_day between scope.active_from and scope.active_to
    where indicator.method = 'organisation_with_row'
)

select
    due.indicator_code,
    due.org_code,
    'year' as period_type,
    due.period_start,
    due.closing_day as counted_on,
    cast(count(proof.subject) as double) as numerator,
    cast(count(*) as double) as denominator
from due
left join proof
    on
        due.indicator_code = proof.indicator_code
        and due.period_start = proof.period_start
        and due.subject = proof.subject
group by due.indicator_code, due.org_code, due.period_start, due.closing_day
