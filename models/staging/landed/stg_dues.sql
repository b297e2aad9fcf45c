-- 党费收缴: members who paid in full of those due. The base is pay data and is not kept.
-- Grain: one row an organisation and month.
with latest as (
    {{ latest_rows('dues') }}
)

select
    row_key,
    org_code,
    month,
    members_due,
    members_paid,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
