-- Which ledgers each organisation is asked for (`owed_by` of ingest/ledgers): by what it was on the day on which a period is judged.
-- Grain: one row a ledger, organisation and stretch of days on which it is asked for it.
select
    ledger.ledger,
    scope.org_code,
    scope.valid_from,
    scope.valid_to
from {{ ref('int_organisation_scope') }} as scope
inner join {{ ref('stg_ledger') }} as ledger
    on
        (ledger.owed_by_district and scope.organisation_level = 'district')
        or (ledger.owed_by_area and scope.organisation_level = 'area')
        or (ledger.owed_by_school_org and scope.is_school_org)
        or (ledger.owed_by_branch and scope.is_branch)
