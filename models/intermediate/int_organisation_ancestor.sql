-- Every organisation with itself and each ancestor, as-was. Eight steps at most: a circle in 上级党组织 ends there.
-- Grain: one row an organisation, ancestor and stretch of days.
with recursive climbed as (
    select
        org_code,
        org_code as ancestor_code,
        org_type as ancestor_type,
        parent_code,
        valid_from,
        valid_to,
        0 as depth
    from {{ ref('int_organisation_version') }}
    union all
    select
        climbed.org_code,
        above.org_code as ancestor_code,
        above.org_type as ancestor_type,
        above.parent_code,
        greatest(climbed.valid_from, above.reaches_from) as valid_from,
        least(climbed.valid_to, above.reaches_to) as valid_to,
        climbed.depth + 1 as depth
    from climbed
    inner join {{ ref('int_organisation_version') }} as above
        on
            climbed.parent_code = above.org_code
            and climbed.org_code <> above.org_code
            and climbed.valid_from <= above.reaches_to
            and climbed.valid_to >= above.reaches_from
    where climbed.depth < 8
)

select
    climbed.org_code,
    climbed.ancestor_code,
    climbed.ancestor_type,
    levels.organisation_level as ancestor_level,
    climbed.valid_from,
    climbed.valid_to,
    climbed.depth
from climbed
left join {{ ref('organisation_type') }} as levels on climbed.ancestor_type = levels.org_type
