-- File, sheet and row of what counted for a unit between two days; discipline for the 纪检专员 alone. Votes stand together, one
-- row an organisation and side: a ballot by itself is one person's.
{% set counted = 'indicator' %}
with few_votes as (
    {% include "database/sql/few_votes.sql" %}
),

{{ elsewhere }},

found as (
    select
        r.side,
        r.row_date,
        {{ unless_few('r', 'r.amount') }} as amount,
        r.breakdown,
        o.unit_name as org_name,
        r.ledger,
        r.file,
        r.sheet,
        r.row_number,
        r.batch,
        elsewhere.columns_elsewhere
    from marts.source_row as r
    inner join marts.unit_organisation as w
        on
            r.org_code = w.org_code and w.unit_level = $unit_level and w.unit_id = $unit_id
            and r.row_date >= coalesce(w.valid_from, r.row_date) and r.row_date <= coalesce(w.valid_to, r.row_date)
    inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
    inner join marts.dim_indicator as i on r.indicator_code = i.indicator_code
    left join (
        select
            unit_id,
            max(unit_name) as unit_name
        from marts.dim_unit
        where unit_level <> 'school'
        group by unit_id
    ) as o on r.org_code = o.unit_id
    left join elsewhere on {{ gives_columns }}
    where
        r.indicator_code = $indicator and (not i.is_confidential or $sees_confidential)
        and r.row_date <= cast($last_day as date) and r.counts_until >= cast($first_day as date)
),

told as (
    select * from found
    where ledger <> 'survey'
    union all
    select
        side,
        max(row_date) as row_date,
        {{ whole_of_votes('amount') }} as amount,
        cast(null as text) as breakdown,
        org_name,
        ledger,
        {{ named_once('file') }} as file,
        {{ named_once('sheet') }} as sheet,
        cast(null as bigint) as row_number,
        {{ named_once('batch') }} as batch,
        cast(null as text) as columns_elsewhere
    from found
    where ledger = 'survey'
    group by side, org_name, ledger
)

select
    *,
    count(*) over () as total
from told
order by side, row_date, file, sheet, row_number limit $limit
