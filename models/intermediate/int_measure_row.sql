-- Everything that can be counted, one amount a landed row and measure. Indicators (data/indicators) and the figures of a work report
-- (data/work_report) choose measures and categories from here, and the lineage of a number is these same rows: what is counted and
-- what is shown cannot differ. Only what something chose is kept.
-- Grain: one row a measure, landed row, organisation, day and category (an activity of two kinds has two rows of each measure).
{%- set measures = dangjian.measures() %}
with activity_kind as (
    select
        activity.row_key,
        activity.org_code,
        activity.held_on,
        kind.activity_type as category,
        activity.expected,
        activity.attended,
        activity.participants
    from {{ ref('int_activity') }} as activity
    inner join {{ ref('activity_type') }} as kind
        on '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
),

measured as (
    {% for measure, of in measures.items() %}
    {% if not loop.first %}union all{% endif %}
    select
        '{{ measure }}' as measure,
        {{ of.key | join(' || ') }} as row_key,
        org_code,
        {{ closing_day_of('year') if of.day == 'year_end' else of.day }} as row_date,
        cast({{ of.category or 'null' }} as string) as category,
        cast({{ of.person_key or 'null' }} as string) as person_key,
        {% for dimension in dangjian.dimensions() if dimension != 'kind' %}
        cast({{ of[dimension] or 'null' }} as string) as {{ dimension }},
        {% endfor %}
        {{ dangjian.subject_of(of) }} as subject,
        cast({{ of.until_date or 'null' }} as date) as until_date,
        cast({{ of.amount or '1' }}{{ ' * ' ~ of.times if of.times }} as double) as amount
    from {{ of.rows if of.rows == 'activity_kind' else ref(of.rows) }}
    where {{ dangjian.rows_that_count(of) }}
    {% endfor %}
),

chosen as (
    select
        measure,
        category
    from {{ ref('stg_indicator_measure') }}
    union
    select
        measure,
        category
    from {{ ref('stg_figure_measure') }}
),

whole as (
    select distinct measure from chosen
    where category is null
)

-- Two joins on equality: one on "the category or any" would compare every row with every choice.
select measured.*
from measured
cross join {{ ref('int_run') }} as run
left join whole on measured.measure = whole.measure
left join chosen as narrowed on measured.measure = narrowed.measure and measured.category = narrowed.category
where
    measured.row_date <= run.as_of
    and (whole.measure is not null or narrowed.measure is not null)
