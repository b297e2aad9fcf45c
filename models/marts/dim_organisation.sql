-- Party organisations as on the as-of day, or their last day: also those that are no unit of comparison, such as a school's 党委.
-- Grain: one row an organisation.
select
    organisation.org_code,
    organisation.org_name,
    scope.org_type,
    scope.organisation_level,
    organisation.parent_code,
    scope.is_school_org,
    scope.is_branch,
    organisation.term_ends_on,
    organisation.secretary_is_principal,
    nullif(life.active_from, {{ first_day() }}) as active_from,
    nullif(life.active_to, {{ last_day_of_all() }}) as active_to
from {{ ref('int_organisation') }} as organisation
inner join {{ ref('int_organisation_life') }} as life on organisation.org_code = life.org_code
left join {{ ref('int_organisation_scope') }} as scope
    on
        organisation.org_code = scope.org_code
        and greatest(least({{ as_of() }}, life.active_to), life.active_from) between scope.valid_from and scope.valid_to
