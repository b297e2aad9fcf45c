-- Which units an organisation belonged to, day by day: the join from a ledger row to everything it is counted in.
-- Grain: one row an organisation, unit and stretch of days.
select
    org_code,
    unit_level,
    unit_id,
    is_shared,
    valid_from,
    valid_to
from {{ ref('int_unit_organisation') }}
where unit_level <> 'organisation'
