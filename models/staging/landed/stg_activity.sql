-- 组织生活活动台账: activities held; several kinds in one row (一会多用) stay one row here.
-- Grain: one row an activity.
with latest as (
    {{ latest_rows('activity') }}
)

select
    row_key,
    org_code,
    held_on,
    activity_type,
    topic,
    expected,
    attended,
    participants,
    duration_hours,
    place,
    evidence,
    received_at,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
