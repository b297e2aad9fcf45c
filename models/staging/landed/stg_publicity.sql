-- 宣传与舆情信访: reports published, and cases with their deadline. Counts only, no text.
-- Grain: one row a report or case.
with latest as (
    {{ latest_rows('publicity') }}
)

select
    row_key,
    item_no,
    org_code,
    published_on,
    publicity_type,
    level,
    due_on,
    closed_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
