-- 廉政档案登记: leaders' integrity files; the number of relatives covered, nothing about them.
-- Grain: one row a person.
with latest as (
    {{ latest_rows('integrity_file') }}
)

select
    row_key,
    org_code,
    person_key,
    filed_on,
    relatives_covered,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
