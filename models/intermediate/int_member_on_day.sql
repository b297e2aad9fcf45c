-- Members on the roll on each day on which something is judged (the closing days of months and years, and an
-- organisation's last day), each in one branch: the one whose roll was joined last.
-- `exemption` is the state for which someone owes nothing that day; null for whoever owes what members owe.
-- Grain: one row a day and person.
with days as (
    select distinct closing_day as judged_on
    from {{ ref('int_period') }}
    where period_type in ('month', 'year')
    union
    select active_to as judged_on
    from {{ ref('int_organisation_version') }}
    where active_to < (select as_of from {{ ref('int_run') }})
)

select
    days.judged_on,
    membership.person_key,
    membership.org_code,
    membership.is_leader,
    membership.is_secretary,
    membership.full_from <= days.judged_on as is_full,
    exemption.exemption,
    membership.row_key
from days
inner join {{ ref('int_membership') }} as membership
    on days.judged_on between membership.valid_from and membership.valid_to
left join {{ ref('int_exemption') }} as exemption
    on
        membership.row_key = exemption.row_key
        and days.judged_on between exemption.exempt_from and exemption.exempt_to
qualify row_number() over (
    partition by days.judged_on, membership.person_key
    order by
        membership.joined_roll_on desc nulls last, membership.org_code desc nulls last, membership.row_key desc nulls last,
        exemption.exemption asc nulls last
) = 1
