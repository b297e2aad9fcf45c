-- 联系服务结对台账: links of organisations and members to people, classes and villages.
-- Grain: one row a link.
with latest as (
    {{ latest_rows('outreach') }}
)

select
    row_key,
    org_code,
    person_key,
    subject_type,
    paired_on,
    released_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
