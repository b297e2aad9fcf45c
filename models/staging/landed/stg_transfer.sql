-- 组织关系接转: letters issued and received; org_code is the receiving organisation, else the sending one.
-- Grain: one row a letter.
with latest as (
    {{ latest_rows('transfer') }}
)

select
    row_key,
    transfer_no,
    org_code,
    from_org_code,
    to_org_code,
    issued_on,
    received_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
