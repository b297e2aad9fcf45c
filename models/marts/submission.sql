-- The submission matrix (报送): which ledger each organisation owed for each month, and what came.
-- Grain: one row an organisation, ledger and month in which it was due.
with arrived as (
    select
        landed.ledger,
        landed.org_code,
        {{ month_start('landed.row_date') }} as month,
        min(batch.received_at) as first_received_at
    from {{ ref('int_ledger_row') }} as landed
    inner join {{ ref('batch') }} as batch on landed.batch = batch.batch
    where landed.is_place
    group by landed.ledger, landed.org_code, {{ month_start('landed.row_date') }}
),

returned as (
    select
        ledger,
        org_code,
        {{ month_start('row_date') }} as month,
        count(*) as rows_returned
    from {{ ref('int_intake') }}
    where outcome = 'returned' and org_code is not null and row_date is not null
    group by ledger, org_code, {{ month_start('row_date') }}
),

-- Of a topmost organisation of several schools, the first school.
school as (
    select
        due.org_code,
        due.month,
        min(own.school_code) as school_code
    from (select distinct
        org_code,
        month,
        period_end
    from {{ ref('int_submission') }}) as due
    inner join {{ ref('int_organisation_school') }} as own
        on due.org_code = own.org_code and due.period_end between own.valid_from and own.valid_to
    group by due.org_code, due.month
)

select
    due.org_code,
    case when due.organisation_level = 'school_org' then school.school_code else due.org_code end as unit_id,
    case when due.organisation_level = 'school_org' then 'school' else due.organisation_level end as unit_level,
    due.ledger,
    due.month,
    due.due_on,
    arrived.first_received_at,
    cast(due.rows_received as bigint) as rows_received,
    cast(coalesce(returned.rows_returned, 0) as bigint) as rows_returned,
    due.rows_received > 0 as is_received,
    case
        when due.rows_received = 0 then 'missing'
        when cast(arrived.first_received_at as date) > due.due_on then 'late'
        else 'received'
    end as state
from {{ ref('int_submission') }} as due
left join arrived on due.org_code = arrived.org_code and due.ledger = arrived.ledger and due.month = arrived.month
left join returned on due.org_code = returned.org_code and due.ledger = returned.ledger and due.month = returned.month
left join school on due.org_code = school.org_code and due.month = school.month
