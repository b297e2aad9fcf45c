-- For which years the ledgers behind the figures were received, also what they plan, and from whom; no organisation is named where one file reports for
-- everyone, so that a confidential ledger gives nobody away.
-- Grain: one row a ledger, organisation (null for all) and year.
select distinct
    ledger,
    case when not reported_for_all then org_code end as org_code,
    cast(extract(year from row_date) as integer) as year
from {{ ref('int_figure_place') }}
where row_date is not null
