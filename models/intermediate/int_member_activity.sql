-- Who attended which kind of activity, by the rows of 活动签到明细.
-- Grain: one row an attendance row and kind of activity.
select
    attendance.row_key,
    attendance.org_code,
    attendance.held_on,
    attendance.person_key,
    kind.activity_type
from {{ ref('int_attendance') }} as attendance
inner join {{ ref('attendance_status') }} as status
    on
        attendance.attendance = status.attendance
        and status.is_attended
inner join {{ ref('stg_activity') }} as activity
    on
        attendance.org_code = activity.org_code
        and attendance.held_on = activity.held_on
        and attendance.topic = activity.topic
inner join {{ ref('activity_type') }} as kind
    on '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
group by attendance.row_key, attendance.org_code, attendance.held_on, attendance.person_key, kind.activity_type
