-- 需核实: what somebody should look at, by the rules of data/standards/check_rule.csv. A flag says what was seen, never that it is wrong,
-- and enters no value and no score.
-- Grain: one row a rule and landed row.
with rule as (
    select
        rule,
        threshold
    from {{ ref('check_rule') }}
),

activity as (
    select
        landed.*,
        {{ letters_only('landed.topic') }} as letters,
        {{ month_start('landed.held_on') }} as month,
        organisation.org_name
    from {{ ref('stg_activity') }} as landed
    inner join {{ ref('stg_organisation') }} as organisation on landed.org_code = organisation.org_code
    where landed.held_on <= {{ as_of() }}
),

-- The same long text in another organisation or another month.
same_text as (
    select
        letters,
        count(distinct org_code || cast(month as string)) as places
    from activity
    inner join rule on rule.rule = 'identical_text' and char_length(activity.letters) >= rule.threshold
    group by letters
    having count(distinct org_code || cast(month as string)) > 1
),

identical_text as (
    select
        'identical_text' as rule,
        'activity' as ledger,
        activity.row_key,
        '与另外' || cast(same_text.places - 1 as string) || '处（支部或月份）的活动主题完全相同' as detail
    from activity
    inner join same_text on activity.letters = same_text.letters
),

attended as (
    select distinct
        attendance.row_key,
        attendance.person_key,
        attendance.held_on,
        attendance.org_code,
        attendance.topic,
        activity.place,
        activity.org_name
    from {{ ref('int_attendance') }} as attendance
    inner join {{ ref('attendance_status') }} as status
        on
            attendance.attendance = status.attendance
            and status.is_attended
    inner join activity
        on
            attendance.org_code = activity.org_code
            and attendance.held_on = activity.held_on
            and attendance.topic = activity.topic
),

two_places as (
    select
        'two_places' as rule,
        'attendance' as ledger,
        one.row_key,
        '同一人当天还签到了' || min(coalesce(other.org_name, '') || '的“' || other.topic || '”') as detail
    from attended as one
    inner join attended as other
        on
            one.person_key = other.person_key
            and one.held_on = other.held_on
            and (one.org_code <> other.org_code or one.place <> other.place)
    group by one.row_key
),

-- Everything that came on the home's first day is history being brought in.
arrived as (
    select
        org_code,
        extract(year from held_on) as year,
        min(cast(received_at as date)) as first_day,
        max(cast(received_at as date)) as last_day,
        count(distinct month) as months
    from activity
    group by org_code, extract(year from held_on)
),

whole_year_at_once as (
    select
        'whole_year_at_once' as rule,
        'activity' as ledger,
        activity.row_key,
        cast(arrived.year as string) || '年的' || cast(arrived.months as string) || '个月在同一天报来' as detail
    from arrived
    inner join rule on rule.rule = 'whole_year_at_once' and arrived.months >= rule.threshold
    inner join activity on arrived.org_code = activity.org_code and arrived.year = extract(year from activity.held_on)
    where
        arrived.first_day = arrived.last_day
        and arrived.first_day > (select min(cast(batch.received_at as date)) from {{ ref('stg_batch') }} as batch)
),

full_house as (
    select
        org_code,
        extract(year from held_on) as year,
        count(*) as activities
    from {{ ref('int_activity') }}
    where expected is not null and attended is not null and held_on <= {{ as_of() }}
    group by org_code, extract(year from held_on)
    having min(case when attended = expected then 1 else 0 end) = 1
),

perfect_attendance as (
    select
        'perfect_attendance' as rule,
        'activity' as ledger,
        figures.row_key,
        cast(full_house.year as string) || '年有人数的' || cast(full_house.activities as string) || '次活动无一人缺席' as detail
    from full_house
    inner join rule on rule.rule = 'perfect_attendance' and full_house.activities >= rule.threshold
    inner join {{ ref('int_activity') }} as figures
        on
            full_house.org_code = figures.org_code
            and full_house.year = extract(year from figures.held_on)
            and figures.expected is not null
            and figures.attended is not null
    where figures.held_on <= {{ as_of() }}
),

holiday_meeting as (
    select
        'holiday_meeting' as rule,
        'activity' as ledger,
        activity.row_key,
        min(kind.activity_type) || '在' || min(holiday.holiday) || '假期召开' as detail
    from activity
    inner join {{ ref('public_holiday') }} as holiday on activity.held_on = holiday.day
    inner join {{ ref('activity_type') }} as kind
        on
            kind.is_meeting
            and '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
    group by activity.row_key
)
{% for check in ['identical_text', 'two_places', 'whole_year_at_once', 'perfect_attendance', 'holiday_meeting'] %}
select * from {{ check }}
{% if not loop.last %}union all{% endif %}
{% endfor %}
