-- When what runs for members on the as-of day began: 失联, 停止党籍, 流动 by the roster, 预备期 by 入党日期, 限期改正 by the 民主评议 that failed
-- the member, staying away by the lists. Whether somebody stays away is known as far as the branch's own 签到明细 goes (`told_until`); it
-- begins anew after an exemption, and an exempt member is not expected.
-- Grain: one row a clock and person.
with roll as (
    select
        member.person_key,
        member.org_code,
        member.row_key,
        member.exemption,
        stay.valid_from,
        run.as_of
    from {{ ref('int_run') }} as run
    inner join {{ ref('int_member_on_day') }} as member on run.as_of = member.judged_on
    inner join {{ ref('int_membership') }} as stay on member.row_key = stay.row_key
),

-- The days of which a branch has a list, and the last on which somebody stands on any as having come.
listed as (
    select distinct
        org_code,
        held_on
    from {{ ref('int_attendance') }}
    where held_on <= {{ as_of() }}
),

told as (
    select
        org_code,
        min(held_on) as told_from,
        max(held_on) as told_until
    from listed
    group by org_code
),

came as (
    select
        attendance.person_key,
        max(attendance.held_on) as last_on
    from {{ ref('int_attendance') }} as attendance
    inner join {{ ref('attendance_status') }} as status
        on
            attendance.attendance = status.attendance
            and status.is_attended
    where attendance.held_on <= {{ as_of() }}
    group by attendance.person_key
),

excused as (
    select
        person_key,
        max(exempt_to) as last_on
    from {{ ref('int_exemption') }}
    where exempt_to < {{ as_of() }}
    group by person_key
),

away as (
    select
        roll.person_key,
        roll.org_code,
        greatest(
            coalesce(came.last_on, greatest(roll.valid_from, told.told_from)),
            coalesce(excused.last_on, {{ first_day() }})
        ) as started_on,
        told.told_until
    from roll
    inner join told on roll.org_code = told.org_code
    left join came on roll.person_key = came.person_key
    left join excused on roll.person_key = excused.person_key
    where roll.exemption is null
),

missed as (
    select
        away.person_key,
        away.org_code,
        away.started_on,
        away.told_until,
        count(*) as meetings
    from away
    inner join listed
        on
            away.org_code = listed.org_code
            and away.started_on < listed.held_on
    group by away.person_key, away.org_code, away.started_on, away.told_until
),

-- 民主评议 of a year is held in it or in the first quarter of the next; where nobody wrote down when, the year's last day stands.
graded as (
    select * from {{ ref('stg_appraisal') }}
    qualify row_number() over (partition by person_key order by year desc nulls last) = 1
),

failed as (
    select
        graded.person_key,
        coalesce(max(held.held_on), make_date(cast(graded.year as integer), 12, 31)) as decided_on
    from graded
    left join {{ ref('stg_activity') }} as held
        on
            graded.org_code = held.org_code
            and '、' || held.activity_type || '、' like '%、民主评议党员、%'
            and held.held_on >= make_date(cast(graded.year as integer), 1, 1)
            and held.held_on <= make_date(cast(graded.year as integer) + 1, 3, 31)
            and held.held_on <= {{ as_of() }}
    where graded.grade = '不合格'
    group by graded.person_key, graded.year
)

select
    'no_life' as clock,
    missed.*
from missed
union all
select
    case state.state when '失联' then 'lost' when '停止党籍' then 'stopped' else 'away' end as clock,
    roll.person_key,
    roll.org_code,
    min(state.state_from) as started_on,
    roll.as_of as told_until,
    0 as meetings
from roll
inner join {{ ref('int_member_state') }} as state
    on
        roll.row_key = state.row_key
        and state.state in ('流动', '失联', '停止党籍')
        and roll.as_of between state.state_from and state.state_to
group by state.state, roll.person_key, roll.org_code, roll.as_of
union all
select
    'probation' as clock,
    roll.person_key,
    roll.org_code,
    member.joined_on as started_on,
    roll.as_of as told_until,
    0 as meetings
from roll
inner join {{ ref('stg_member') }} as member
    on
        roll.row_key = member.row_key
        and member.member_type = '预备党员'
        and roll.as_of >= member.joined_on
union all
select
    'correction' as clock,
    roll.person_key,
    roll.org_code,
    failed.decided_on as started_on,
    roll.as_of as told_until,
    0 as meetings
from roll
inner join failed
    on
        roll.person_key = failed.person_key
        and roll.as_of >= failed.decided_on
