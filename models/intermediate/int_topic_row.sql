-- What the topics (专题) count beyond the indicators: `day` says in which month a row counts, `placed_on` in which units. Stocks
-- (organisations, pairings and brands in force) count once a year, on its closing day; what is still open, on the as-of day.
-- Grain: one row a measure, landed row and category (an activity of two kinds has two rows); a stock, once more a year.
{%- set as_of_day = '(select as_of from ' ~ ref('int_run') ~ ')' %}
{#- measure, rows, day, day of its place (null: that day), series, category, number or (banded) what is put into a band -#}
{%- set counted = [
    ('life_kind', 'activity_kind', 'held_on', 'null', "''", 'activity_type', '1'),
    ('study_kind', 'study_kind', 'held_on', 'null', "''", 'activity_type', '1'),
    ('theme_day', ref('int_theme_day'), 'held_on', 'null', "''", "case when is_kept then '在固定日' else '在其他日子' end", '1'),
    ('study_hours', ref('stg_training'), 'trained_on', 'null', "''", 'training_type', 'hours'),
    ('pairing_new', ref('stg_outreach'), 'paired_on', 'null', "''", 'subject_type', '1'),
    ('pairing_kept', 'pairing', 'closing_day', 'null', "''", 'subject_type', '1'),
    ('request_rating', ref('int_request'), 'closed_on', 'null', "''", "coalesce(rating, '未评价')", '1'),
    ('problem_closed', 'problem', 'closed_on', 'null', "''", "case when is_closed_in_time then '按期' else '逾期' end", '1'),
    ('deliverable', 'deliverable', 'done_on', 'null', "''", 'deliverable_type', '1'),
    ('organisation', 'organisation', 'closing_day', 'null', 'size_band', 'org_type', '1'),
    ('organisation_event', ref('stg_organisation_event'), 'event_on', 'null', "''", 'event_type', '1'),
    ('honour', ref('stg_honour'), 'awarded_on', 'null', 'honour_type', "coalesce(level, '未注明')", '1'),
    ('brand_kept', 'brand', 'closing_day', 'null', "''", 'honour_type', '1'),
    ('publicity', 'reports', 'published_on', 'null', "''", "coalesce(level, '未注明')", '1'),
] %}
{%- set late = "case when due_on < " ~ as_of_day ~ " then '已逾期' else '未到期' end" %}
{%- set banded = [
    ('life_attendance', 'attendance', 'held_on', 'null', 'activity_type', '100 * attended / expected'),
    ('request_open_age', 'open_request', as_of_day, 'accepted_on', late, dbt.datediff('accepted_on', as_of_day, 'day')),
    ('problem_open_age', 'open_problem', as_of_day, 'raised_on', late, dbt.datediff('raised_on', as_of_day, 'day')),
    ('request_days', 'closed_request', 'closed_on', 'null', "''", dbt.datediff('accepted_on', 'closed_on', 'day')),
    ('transfer_days', 'received', 'received_on', 'null', "''", dbt.datediff('issued_on', 'received_on', 'day')),
] %}
with activity_kind as (
    select
        activity.org_code,
        activity.held_on,
        kind.activity_type,
        activity.expected,
        activity.attended
    from {{ ref('int_activity') }} as activity
    inner join {{ ref('activity_type') }} as kind
        on '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
),

-- The kinds that an indicator of 学习培训 counts.
study_kind as (
    select activity_kind.*
    from activity_kind
    inner join (
        select distinct category
        from {{ ref('stg_indicator_measure') }}
        where measure like 'activity%' and indicator_code like 'L%'
    ) as studied on activity_kind.activity_type = studied.category
),

attendance as (
    select
        org_code,
        held_on,
        activity_type,
        expected,
        attended
    from activity_kind
    where expected > 0 and attended is not null
    union all
    select
        org_code,
        held_on,
        '全部活动' as activity_type,
        expected,
        attended
    from {{ ref('int_activity') }}
    where expected > 0 and attended is not null
),

closing as (
    select closing_day
    from {{ ref('int_period') }}
    where period_type = 'year'
),

living as (
    select
        closing.closing_day,
        scope.org_code,
        scope.org_type,
        scope.is_branch
    from closing
    inner join {{ ref('int_organisation_scope') }} as scope on closing.closing_day between scope.valid_from and scope.valid_to
),

members as (
    select
        judged_on,
        org_code,
        count(*) as member_count
    from {{ ref('int_member_on_day') }}
    group by judged_on, org_code
),

organisation as (
    select
        living.closing_day,
        living.org_code,
        living.org_type,
        coalesce(band.size_band, '不分规模') as size_band
    from living
    left join members on living.closing_day = members.judged_on and living.org_code = members.org_code
    left join {{ ref('size_band') }} as band
        on
            living.is_branch
            and band.unit_level = 'branch'
            and coalesce(members.member_count, 0) >= band.lower_members
            and coalesce(members.member_count, 0) < coalesce(band.upper_members, 1000000000)
),

pairing as (
    select
        living.closing_day,
        living.org_code,
        link.subject_type
    from living
    inner join {{ ref('stg_outreach') }} as link
        on
            living.org_code = link.org_code
            and living.closing_day >= link.paired_on
            and coalesce(link.released_on, {{ last_day_of_all() }}) >= living.closing_day
),

-- What stays in force once it is given: the kinds that I01 and I03 count.
brand as (
    select
        living.closing_day,
        living.org_code,
        honour.honour_type
    from living
    inner join {{ ref('stg_honour') }} as honour
        on
            living.org_code = honour.org_code
            and living.closing_day >= honour.awarded_on
    inner join (
        select distinct category
        from {{ ref('stg_indicator_measure') }}
        where measure = 'honour' and indicator_code in ('I01', 'I03')
    ) as kept on honour.honour_type = kept.category
),

problem as (
    select * from {{ ref('int_problem') }}
    where closed_on is not null
),

open_problem as (
    select problem.*
    from {{ ref('int_problem') }} as problem
    where problem.raised_on <= {{ as_of() }} and coalesce(problem.closed_on, {{ last_day_of_all() }}) > {{ as_of() }}
),

open_request as (
    select
        request.*,
        request.promised_on as due_on
    from {{ ref('stg_request') }} as request
    where request.accepted_on <= {{ as_of() }} and coalesce(request.closed_on, {{ last_day_of_all() }}) > {{ as_of() }}
),

closed_request as (
    select * from {{ ref('stg_request') }}
    where closed_on is not null and accepted_on is not null
),

received as (
    select * from {{ ref('stg_transfer') }}
    where received_on is not null and issued_on is not null
),

deliverable as (
    select * from {{ ref('stg_deliverable') }}
    where done_on is not null
),

reports as (
    select * from {{ ref('stg_publicity') }}
    where publicity_type = '报道'
),

together as (
    {% for measure, rows_of, day, place, series, category, number in counted %}
    select
        '{{ measure }}' as measure,
        org_code,
        {{ day }} as day,
        coalesce(cast({{ place }} as date), {{ day }}) as placed_on,
        {{ series }} as series,
        {{ category }} as category,
        cast(null as double) as measured,
        cast({{ number }} as double) as number
    from {{ rows_of }}
    union all
    {% endfor %}
    {% for measure, rows_of, day, place, series, measured in banded %}
    select
        '{{ measure }}' as measure,
        org_code,
        {{ day }} as day,
        coalesce(cast({{ place }} as date), {{ day }}) as placed_on,
        {{ series }} as series,
        cast(null as string) as category,
        cast({{ measured }} as double) as measured,
        cast(1 as double) as number
    from {{ rows_of }}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    together.measure,
    together.org_code,
    together.day,
    -- A register sent later may end an organisation before its last rows: they count where it was on its last day.
    least(greatest(together.placed_on, life.active_from), life.active_to) as placed_on,
    together.series,
    coalesce(together.category, band.band, '未注明') as category,
    cast(coalesce(band.lower, 0) as double) as category_order,
    together.number
from together
inner join {{ ref('int_organisation_life') }} as life on together.org_code = life.org_code
left join {{ ref('topic_band') }} as band
    on
        together.measure = band.measure
        and greatest(together.measured, 0) >= band.lower
        and (band.upper is null or greatest(together.measured, 0) < band.upper)
where together.day <= {{ as_of() }} and together.number is not null
