-- Every ledger that the project knows: what people call it, who fills it in and which organisations are asked for it.
-- Grain: one row a ledger.
select
    ledger,
    ledger_title,
    filled_in_by,
    may_be_empty,
    owed_by_district,
    owed_by_area,
    owed_by_school_org,
    owed_by_branch
from {{ source('landed', 'ledger') }}
