-- 需核实: what somebody should look at, by the five rules of data/standards/check_rule.csv that Q03 counts. A flag says what was seen,
-- never that it is wrong, and enters no value and no score. A rule that is not shipped says nothing.
-- Grain: one row a rule and landed row, with the other row where it is about two.
with rule as (
    select
        rule,
        threshold
    from {{ ref('check_rule') }}
    where shipped
),

activity as (
    select
        landed.*,
        {{ letters_only('landed.topic') }} as letters,
        {{ month_start('landed.held_on') }} as month
    from {{ ref('stg_activity') }} as landed
    inner join {{ ref('stg_organisation') }} as organisation on landed.org_code = organisation.org_code
    where landed.held_on <= {{ as_of() }}
),

-- The places (organisation and month) that wrote the same long text, from the first on. Which texts are long enough in words of their
-- own, and not what all were told to write, pipeline/authenticity says.
place_of_text as (
    select
        activity.letters,
        activity.org_code,
        activity.month,
        min(activity.row_key) as row_key,
        row_number() over (
            partition by activity.letters
            order by min(activity.held_on) asc nulls last, activity.org_code asc nulls last
        ) as place
    from activity
    inner join {{ ref('stg_alike_text') }} as own
        on own.rule = 'identical_text' and own.one_text = own.other_text and activity.topic = own.one_text
    group by activity.letters, activity.org_code, activity.month
),

-- The same long text in another organisation or another month: beside the first row of it, beside that the second.
same_text as (
    select
        letters,
        max(place) as places,
        max(case when place = 1 then org_code end) as first_code,
        max(case when place = 1 then month end) as first_month,
        max(case when place = 1 then row_key end) as first_key,
        max(case when place = 2 then row_key end) as second_key
    from place_of_text
    group by letters
    having max(place) > 1
),

identical_text as (
    select
        'identical_text' as rule,
        'activity' as ledger,
        activity.row_key,
        '与另外' || cast(same_text.places - 1 as string) || '处（支部或月份）的活动主题完全相同' as detail,
        case
            when activity.org_code = same_text.first_code and activity.month = same_text.first_month
                then same_text.second_key
            else same_text.first_key
        end as pair_row_key
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
        activity.place
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
        '同一人当天还在另外' || cast(count(distinct other.org_code || other.topic) as string) || '场活动签到' as detail,
        min(other.row_key) as pair_row_key
    from attended as one
    inner join rule on rule.rule = 'two_places'
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
        cast(arrived.year as string) || '年的' || cast(arrived.months as string) || '个月在同一天报来' as detail,
        cast(null as string) as pair_row_key
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
        cast(full_house.year as string) || '年有人数的' || cast(full_house.activities as string) || '次活动无一人缺席' as detail,
        cast(null as string) as pair_row_key
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
        min(kind.activity_type) || '在' || min(holiday.holiday) || '假期召开' as detail,
        cast(null as string) as pair_row_key
    from activity
    inner join rule on rule.rule = 'holiday_meeting'
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
