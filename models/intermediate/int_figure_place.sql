-- Where the rows stand that figures of a work report are counted from. Events of organisations feed no indicator, so they are not
-- in `int_ledger_row`.
-- Grain: one row a landed row.
with place as (
    select
        row_key,
        ledger,
        org_code,
        row_date,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('int_ledger_row') }}
    where is_place
    union all
    select
        row_key,
        'organisation_event' as ledger,
        org_code,
        event_on as row_date,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('stg_organisation_event') }}
)

select
    place.*,
    fed.reported_for_all
from place
inner join (
    select
        fed_by,
        bool_or(reported_for_all) as reported_for_all
    from {{ ref('stg_figure') }}
    group by fed_by
) as fed on place.ledger = fed.fed_by
