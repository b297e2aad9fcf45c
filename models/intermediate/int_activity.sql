-- Activities with 应到 and 实到: from the attendance rows where there are any (列席 in neither), else the activity's own figures.
-- Grain: one row an activity.
with signed as (
    select
        attendance.org_code,
        attendance.held_on,
        attendance.topic,
        sum(case when status.is_expected then 1 else 0 end) as expected,
        sum(case when status.is_attended then 1 else 0 end) as attended
    from {{ ref('int_attendance') }} as attendance
    inner join {{ ref('attendance_status') }} as status on attendance.attendance = status.attendance
    group by attendance.org_code, attendance.held_on, attendance.topic
)

select
    activity.row_key,
    activity.org_code,
    activity.held_on,
    activity.activity_type,
    activity.participants,
    case when signed.org_code is not null then signed.expected else activity.expected end as expected,
    case when signed.org_code is not null then signed.attended else activity.attended end as attended
from {{ ref('stg_activity') }} as activity
left join signed
    on
        activity.org_code = signed.org_code
        and activity.held_on = signed.held_on
        and activity.topic = signed.topic
