-- 党建经费: money spent by item.
-- Grain: one row a year, organisation, item and day.
with latest as (
    {{ latest_rows('funding') }}
)

select
    row_key,
    year,
    org_code,
    item,
    amount,
    spent_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
