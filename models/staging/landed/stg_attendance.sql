-- 活动签到明细: who was at an activity.
-- Grain: one row an activity and person.
with latest as (
    {{ latest_rows('attendance') }}
)

select
    row_key,
    org_code,
    held_on,
    topic,
    person_key,
    attendance,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
