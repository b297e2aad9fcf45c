-- Everything that had to be done by a day, with whether it was: problems, requests, tasks of the plan, steps of admission, cases of
-- public opinion and petition, letters of transfer (data/standards/deadline.csv days after they were issued).
-- Grain: one row a landed row.
with transfer_limit as (
    select days from {{ ref('deadline') }}
    where what = 'transfer'
),

owed as (
    {% for what, staged, due_on, closed_on, category, field, chosen in [
        ('problem', 'stg_problem', 'due_on', 'closed_on', 'category', 'null', 'true'),
        ('request', 'stg_request', 'promised_on', 'closed_on', 'null', 'null', 'true'),
        ('task', 'stg_work_task', 'due_on', 'done_on', 'null', 'field', 'true'),
        ('step', 'stg_admission', 'due_on', 'done_on', 'step', 'null', 'true'),
        ('case', 'stg_publicity', 'due_on', 'closed_on', 'publicity_type', 'null', "publicity_type <> '报道' and due_on is not null"),
    ] %}
    select
        '{{ what }}' as what,
        '{{ staged.removeprefix('stg_') }}' as ledger,
        row_key,
        org_code,
        cast({{ category }} as string) as category,
        cast({{ field }} as string) as field,
        {{ due_on }} as due_on,
        {{ closed_on }} as closed_on
    from {{ ref(staged) }}
    where {{ chosen }}
    union all
    {% endfor %}
    select
        'transfer' as what,
        'transfer' as ledger,
        letter.row_key,
        letter.org_code,
        cast(null as string) as category,
        cast(null as string) as field,
        {{ add_days('letter.issued_on', 'transfer_limit.days') }} as due_on,
        letter.received_on as closed_on
    from {{ ref('stg_transfer') }} as letter
    cross join transfer_limit
)

select
    owed.*,
    coalesce(owed.closed_on <= owed.due_on and owed.closed_on <= run.as_of, false) as is_closed_in_time,
    case
        when owed.closed_on <= run.as_of and owed.closed_on <= owed.due_on then 'done'
        when owed.closed_on <= run.as_of then 'done_late'
        when owed.due_on < run.as_of then 'overdue'
        else 'to_come'
    end as state
from owed
cross join {{ ref('int_run') }} as run
