-- File, sheet and row of what one figure was counted from; discipline for the 纪检专员 alone.
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

few_votes as (
    {% include "database/sql/few_votes.sql" %}
)

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
    c.batch,
    count(*) over () as total
from counted as c
inner join marts.dim_figure as f on c.figure = f.figure
inner join whole on c.figure = whole.figure
left join marts.dim_organisation as o on c.org_code = o.org_code
where c.figure = $figure and (f.how <> 'share' or whole.base >= f.minimum_base)
order by c.side, c.row_date, c.file, c.sheet, c.row_number limit $limit
