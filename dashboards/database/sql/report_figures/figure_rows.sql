-- File, sheet and row of what one figure was counted from; discipline for the 纪检专员 alone. Votes stand together, one row an
-- organisation and side.
with span as (
    {% include "database/sql/report_figures/span.sql" %}
),

belonging as (
    {% include "database/sql/report_figures/belonging.sql" %}
),

counted as (
    {% include "database/sql/report_figures/counted.sql" %}
),

whole as (
    {% include "database/sql/report_figures/whole.sql" %}
),

thin as (
    {% include "database/sql/report_figures/thin.sql" %}
),

{% set counted = 'figure' %}
few_votes as (
    {% include "database/sql/few_votes.sql" %}
),

found as (
    select
        c.row_date,
        {{ unless_few('c', 'c.amount / f.divided_by') }} as amount,
        c.side,
        f.how,
        o.org_name,
        c.ledger,
        c.file,
        c.sheet,
        c.row_number,
        c.batch
    from counted as c
    inner join marts.dim_figure as f on c.figure = f.figure
    inner join whole on c.figure = whole.figure
    left join marts.dim_organisation as o on c.org_code = o.org_code
    where
        c.figure = $figure and (f.how <> 'share' or whole.base >= f.minimum_base)
        and c.figure not in (select thin.figure from thin)
),

told as (
    select * from found
    where ledger <> 'survey'
    union all
    select
        max(row_date) as row_date,
        {{ whole_of_votes('amount') }} as amount,
        side,
        how,
        org_name,
        ledger,
        {{ named_once('file') }} as file,
        {{ named_once('sheet') }} as sheet,
        cast(null as bigint) as row_number,
        {{ named_once('batch') }} as batch
    from found
    where ledger = 'survey'
    group by side, how, org_name, ledger
)

select
    *,
    count(*) over () as total
from told
order by side, row_date, file, sheet, row_number limit $limit
