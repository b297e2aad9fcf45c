-- 日期扎堆, 尾数扎堆: rows of an organisation and year that lie on one day of the month, or end in 0 or 5, more often than by chance.
-- A fixed 主题党日 is no heap, and 参与人次 that only repeat who came are no estimate.
-- Grain: one row a rule and activity.
with meeting as (
    select
        activity.row_key,
        activity.org_code,
        activity.held_on,
        extract(year from activity.held_on) as year,
        extract(day from activity.held_on) as day_of_month
    from {{ ref('stg_activity') }} as activity
    inner join {{ ref('activity_type') }} as kind
        on
            kind.is_meeting
            and '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
    left join {{ ref('fixed_day') }} as fixed
        on
            fixed.active
            and activity.held_on between fixed.valid_from and coalesce(fixed.valid_to, {{ last_day_of_all() }})
            and '、' || activity.activity_type || '、' like '%、' || fixed.activity_type || '、%'
    where activity.held_on <= {{ as_of() }} and fixed.activity_type is null
    group by activity.row_key, activity.org_code, activity.held_on
),

on_a_day as (
    select
        org_code,
        year,
        day_of_month,
        count(distinct held_on) as days
    from meeting
    group by org_code, year, day_of_month
),

days as (
    select
        org_code,
        year,
        day_of_month,
        days as on_heap,
        sum(days) over (partition by org_code, year) as row_count
    from on_a_day
),

figure as (
    select
        row_key,
        org_code,
        extract(year from held_on) as year,
        participants,
        participants % 5 = 0 as is_round
    from {{ ref('int_activity') }}
    where
        held_on <= {{ as_of() }}
        and participants >= 5
        and participants <> coalesce(attended, -1)
        and participants <> coalesce(expected, -1)
),

figures as (
    select
        org_code,
        year,
        sum(case when is_round then 1 else 0 end) as on_heap,
        count(*) as row_count
    from figure
    group by org_code, year
),

most as (
    select
        rule,
        max(row_count) as row_count
    from {{ ref('stg_heap_limit') }}
    group by rule
)

select
    'one_day_of_month' as rule,
    meeting.row_key,
    cast(days.year as string) || '年有' || cast(days.row_count as string) || '天开会，其中'
    || cast(days.on_heap as string) || '天在' || cast(days.day_of_month as string) || '号' as detail
from days
inner join most on most.rule = 'one_day_of_month'
inner join {{ ref('stg_heap_limit') }} as chance
    on
        most.rule = chance.rule
        and least(days.row_count, most.row_count) = chance.row_count
        and days.on_heap - greatest(days.row_count - most.row_count, 0) >= chance.least_on_heap
inner join meeting
    on
        days.org_code = meeting.org_code
        and days.year = meeting.year
        and days.day_of_month = meeting.day_of_month
union all
select
    'round_figures' as rule,
    figure.row_key,
    cast(figures.year as string) || '年登记的' || cast(figures.row_count as string) || '个参与人次里有'
    || cast(figures.on_heap as string) || '个个位是0或5' as detail
from figures
inner join most on most.rule = 'round_figures'
inner join {{ ref('stg_heap_limit') }} as chance
    on
        most.rule = chance.rule
        and least(figures.row_count, most.row_count) = chance.row_count
        and figures.on_heap - greatest(figures.row_count - most.row_count, 0) >= chance.least_on_heap
inner join figure
    on
        figures.org_code = figure.org_code
        and figures.year = figure.year
        and figure.is_round
