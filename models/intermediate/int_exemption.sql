-- When a member is not asked for what members owe: in the states that data/standards/exemption.csv has in use, on the days that the branch
-- tells of its own roll.
-- Grain: one row a row of the roll, state and span of days.
{{ config(materialized='ephemeral') }}

with spans as (
    select
        member.row_key,
        member.person_key,
        member.org_code,
        member.state as exemption,
        greatest(member.state_from, stay.valid_from) as exempt_from,
        least(member.state_to, stay.valid_to) as exempt_to
    from {{ ref('int_member_state') }} as member
    inner join {{ ref('exemption') }} as rule
        on
            member.state = rule.exemption
            and rule.active
    inner join {{ ref('int_membership') }} as stay on member.row_key = stay.row_key
)

select * from spans
where exempt_from <= exempt_to
