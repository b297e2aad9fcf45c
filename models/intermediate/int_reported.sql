-- For which years each organisation sent something to the ledger that feeds an indicator. Discipline is reported for everyone once
-- anyone sent it: an organisation without cases has no rows to send.
-- Grain: one row a presence (feeding ledger), organisation and year.
with present as (
    select
        presence,
        org_code,
        extract(year from row_date) as year
    from {{ ref('int_ledger_row') }}
    where row_date <= (select as_of from {{ ref('stg_run') }})
)

select distinct
    presence,
    org_code,
    year
from present
where presence <> 'discipline'
union all
select
    'discipline' as presence,
    organisation.org_code,
    years.year
from (
    select distinct year from present
    where presence = 'discipline'
) as years
cross join {{ ref('stg_organisation') }} as organisation
union all
select
    'discipline_ever' as presence,
    organisation.org_code,
    years.year
from {{ ref('int_year') }} as years
cross join {{ ref('stg_organisation') }} as organisation
where exists (
    select 1 from present
    where present.presence = 'discipline' and present.year <= years.year
)
