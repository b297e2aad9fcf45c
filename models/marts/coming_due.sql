-- 近期到期: what is still to be done after the as-of day, by its day: problems, requests, tasks, steps of admission, cases, letters of
-- transfer, terms of office, and ledgers that are owed and have not come; nothing of a ledger that is switched off then (停报).
-- Grain: one row a kind, organisation and day.
with coming as (
    select
        deadline.what,
        deadline.org_code,
        deadline.due_on
    from {{ ref('int_deadline') }} as deadline
    left join {{ ref('int_switched_off') }} as off
        on
            deadline.ledger = off.ledger
            and off.column_id is null
            and deadline.due_on between off.valid_from and off.valid_to
    where deadline.state = 'to_come' and off.ledger is null
    union all
    select
        'ledger' as what,
        submission.org_code,
        submission.due_on
    from {{ ref('submission') }} as submission
    where submission.state = 'missing'
    union all
    select
        'term' as what,
        organisation.org_code,
        organisation.term_ends_on as due_on
    from {{ ref('dim_organisation') }} as organisation
    cross join {{ ref('int_run') }} as run
    where
        run.as_of between coalesce(organisation.active_from, run.as_of) and coalesce(organisation.active_to, run.as_of)
        and organisation.term_ends_on is not null
),

due as (
    select distinct due_on as day
    from coming
    where due_on >= {{ as_of() }}
),

workday as (
    {{ last_workdays('due') }}
)

select
    coming.what,
    coming.org_code,
    coming.due_on,
    {{ dbt.datediff('run.as_of', 'coming.due_on', 'day') }} as days_left,
    workday.act_by,
    count(*) as items
from coming
cross join {{ ref('int_run') }} as run
inner join workday on coming.due_on = workday.day
group by coming.what, coming.org_code, coming.due_on, workday.act_by, run.as_of
