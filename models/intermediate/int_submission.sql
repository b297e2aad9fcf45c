-- Which ledger each organisation owed for a month (报送日历), and whether rows dated in its window came. What is asked of a school's
-- topmost organisation alone is the school's, what is asked of branches the branch's. In a month at whose end a ledger is switched off
-- (停报) nobody owes it.
-- Grain: one row an organisation, ledger and month in which it is due.
with due as (
    select
        scope.org_code,
        calendar.ledger,
        months.period_start,
        months.period_end,
        min({{ add_months('months.period_start', '(1 - calendar.window_months)') }}) as window_start,
        min(calendar.due_day) as due_day,
        min(calendar.organisation_level) as organisation_level
    from {{ ref('reporting_calendar') }} as calendar
    inner join {{ ref('int_period') }} as months
        on
            months.period_type = 'month'
            and extract(month from months.period_start) = calendar.due_month
            and months.is_closed
    inner join {{ ref('int_organisation_scope') }} as scope
        on
            months.period_end between scope.valid_from and scope.valid_to
            and months.period_start >= scope.active_from
            and (
                (calendar.organisation_level = 'branch' and scope.is_branch)
                or (calendar.organisation_level = 'school_org' and scope.is_school_org)
                or calendar.organisation_level = scope.organisation_level
            )
    left join {{ ref('int_switched_off') }} as off
        on
            calendar.ledger = off.ledger
            and off.column_id is null
            and months.period_end between off.valid_from and off.valid_to
    where off.ledger is null
    group by scope.org_code, calendar.ledger, months.period_start, months.period_end
),

received as (
    select
        ledger,
        org_code,
        {{ month_start('row_date') }} as month,
        count(*) as rows_received
    from {{ ref('int_ledger_row') }}
    where row_date <= (select as_of from {{ ref('int_run') }}) and is_place
    group by ledger, org_code, {{ month_start('row_date') }}
)

select
    due.org_code,
    due.ledger,
    due.organisation_level,
    due.period_start as month,
    due.period_end,
    {{ add_days('due.period_end', 'due.due_day') }} as due_on,
    coalesce(sum(received.rows_received), 0) as rows_received
from due
left join received
    on
        due.org_code = received.org_code
        and due.ledger = received.ledger
        and received.month between due.window_start and due.period_start
group by due.org_code, due.ledger, due.organisation_level, due.period_start, due.period_end, due.due_day
