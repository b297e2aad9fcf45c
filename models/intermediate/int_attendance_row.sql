-- Rows of attendance with the activity that they belong to.
-- Grain: one row a row of attendance and activity (two activities of a day and topic share theirs).
{{ config(materialized='ephemeral') }}

select
    activity.row_key as activity_key,
    attendance.row_key,
    attendance.attendance,
    attendance.batch,
    attendance.file,
    attendance.sheet,
    attendance.row_number
from {{ ref('stg_activity') }} as activity
inner join {{ ref('int_attendance') }} as attendance
    on
        activity.org_code = attendance.org_code
        and activity.held_on = attendance.held_on
        and activity.topic = attendance.topic
