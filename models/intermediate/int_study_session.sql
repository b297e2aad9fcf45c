-- Who is on the 签到明细 of a meeting of study (集体学习) whose 时长 is known. The kinds of meeting are those that an indicator counts hours of.
-- A meeting in 党小组 is several activities of one topic: its longest 时长 stands.
-- Grain: one row an attendance row.
select
    attendance.row_key,
    attendance.org_code,
    attendance.held_on,
    attendance.batch,
    attendance.file,
    attendance.sheet,
    attendance.row_number,
    max(activity.duration_hours) as hours
from {{ ref('int_attendance') }} as attendance
inner join {{ ref('stg_activity') }} as activity
    on
        attendance.org_code = activity.org_code
        and attendance.held_on = activity.held_on
        and attendance.topic = activity.topic
        and activity.duration_hours > 0
inner join {{ ref('stg_indicator_measure') }} as kind
    on
        kind.measure = 'study_hours'
        and '、' || activity.activity_type || '、' like '%、' || kind.category || '、%'
group by
    attendance.row_key, attendance.org_code, attendance.held_on, attendance.batch, attendance.file, attendance.sheet,
    attendance.row_number
