-- An organisation's first and last day.
-- Grain: one row an organisation.
select
    org_code,
    min(active_from) as active_from,
    max(active_to) as active_to
from {{ ref('int_organisation_version') }}
group by org_code
