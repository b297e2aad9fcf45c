-- Where a number comes from (一数一源): each landed row behind each indicator, by file, sheet and row. Join `unit_organisation` on
-- org_code and row_date to get from a unit's value to its rows. No names and no content: the file holds those.
-- Grain: one row an indicator, side and landed row.
with place as (
    select
        row_key,
        ledger,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('int_ledger_row') }}
    where presence not in ('problem_raised', 'attendance')
    union all
    select
        row_hash || outcome as row_key,
        ledger,
        batch,
        file,
        sheet,
        row_number
    from {{ ref('stg_intake') }}
),

attended as (
    select
        activity.row_key as activity_key,
        attendance.row_key,
        attendance.attendance,
        attendance.batch,
        attendance.file,
        attendance.sheet,
        attendance.row_number
    from {{ ref('stg_activity') }} as activity
    inner join {{ ref('stg_attendance') }} as attendance
        on
            activity.org_code = attendance.org_code
            and activity.held_on = attendance.held_on
            and activity.topic = attendance.topic
)

select
    rows_in.indicator_code,
    rows_in.org_code,
    rows_in.row_date,
    coalesce(rows_in.form, rows_in.item) as breakdown,
    rows_in.side,
    rows_in.amount,
    place.ledger,
    place.batch,
    place.file,
    place.sheet,
    cast(place.row_number as bigint) as row_number
from {{ ref('int_indicator_row') }} as rows_in
inner join place on rows_in.row_key = place.row_key
union all
select
    rows_in.indicator_code,
    rows_in.org_code,
    rows_in.row_date,
    null as breakdown,
    rows_in.side,
    cast(1 as double) as amount,
    'attendance' as ledger,
    attended.batch,
    attended.file,
    attended.sheet,
    cast(attended.row_number as bigint) as row_number
from {{ ref('int_indicator_row') }} as rows_in
inner join attended on rows_in.row_key = attended.activity_key
inner join {{ ref('attendance_status') }} as status on attended.attendance = status.attendance
where
    (rows_in.measure = 'activity_expected' and status.is_expected)
    or (rows_in.measure = 'activity_attended' and status.is_attended)
union all
select
    member.indicator_code,
    member.org_code,
    member.closing_day as row_date,
    null as breakdown,
    'denominator' as side,
    cast(1 as double) as amount,
    'member' as ledger,
    roll.batch,
    roll.file,
    roll.sheet,
    cast(roll.row_number as bigint) as row_number
from {{ ref('int_member_hours') }} as member
inner join {{ ref('stg_member') }} as roll on member.row_key = roll.row_key
