-- Rows of 活动签到明细 with the topic of their activity. A topic that only says of what kind it was (主题党日, from a sheet with a
-- column a day) means the day's only activity of that kind, once that is registered.
-- Grain: one row an activity and person.
with waiting as (
    select distinct
        attendance.org_code,
        attendance.held_on,
        attendance.topic as activity_type
    from {{ ref('stg_attendance') }} as attendance
    inner join {{ ref('activity_type') }} as kind on attendance.topic = kind.activity_type
    left join {{ ref('stg_activity') }} as own
        on
            attendance.org_code = own.org_code
            and attendance.held_on = own.held_on
            and attendance.topic = own.topic
    where own.row_key is null
),

meant as (
    select
        waiting.org_code,
        waiting.held_on,
        waiting.activity_type,
        min(activity.topic) as topic
    from waiting
    inner join {{ ref('stg_activity') }} as activity
        on
            waiting.org_code = activity.org_code
            and waiting.held_on = activity.held_on
            and '、' || activity.activity_type || '、' like '%、' || waiting.activity_type || '、%'
    group by waiting.org_code, waiting.held_on, waiting.activity_type
    having count(distinct activity.topic) = 1
)

select
    attendance.row_key,
    attendance.org_code,
    attendance.held_on,
    coalesce(meant.topic, attendance.topic) as topic,
    attendance.person_key,
    attendance.attendance,
    attendance.flags,
    attendance.batch,
    attendance.file,
    attendance.sheet,
    attendance.row_number
from {{ ref('stg_attendance') }} as attendance
left join meant
    on
        attendance.org_code = meant.org_code
        and attendance.held_on = meant.held_on
        and attendance.topic = meant.activity_type
-- Who stands on a sheet that names the topic too is there once.
left join {{ ref('stg_attendance') }} as twice
    on
        meant.org_code = twice.org_code
        and meant.held_on = twice.held_on
        and meant.topic = twice.topic
        and attendance.person_key = twice.person_key
where twice.row_key is null
