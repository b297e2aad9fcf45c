-- An organisation's life cut wherever anything about it or an ancestor changed: within one of these nothing changes.
-- Grain: one row an organisation and stretch of days; stretches do not overlap and cover its life.
with starts as (
    select
        org_code,
        valid_from as starts_on
    from {{ ref('int_organisation_ancestor') }}
    union
    select
        ancestor.org_code,
        {{ add_days('ancestor.valid_to', 1) }} as starts_on
    from {{ ref('int_organisation_ancestor') }} as ancestor
    inner join {{ ref('int_organisation_life') }} as life on ancestor.org_code = life.org_code
    where ancestor.valid_to < life.active_to
)

select
    starts.org_code,
    starts.starts_on as valid_from,
    coalesce(
        {{ add_days('lead(starts.starts_on) over (partition by starts.org_code order by starts.starts_on nulls last)', -1) }},
        life.active_to
    ) as valid_to
from starts
inner join {{ ref('int_organisation_life') }} as life on starts.org_code = life.org_code
