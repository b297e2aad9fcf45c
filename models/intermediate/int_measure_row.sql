-- Everything that can be counted, one amount a landed row and measure. Indicators choose measures and categories from here
-- (data/indicators), and the lineage of a number is these same rows: what is counted and what is shown cannot differ.
-- Grain: one row a measure, landed row and category (an activity of two kinds has two rows of each measure).
with run as (
    select as_of from {{ ref('stg_run') }}
),

activity_kind as (
    select
        activity.row_key,
        activity.org_code,
        activity.held_on,
        kind.activity_type as category,
        activity.expected,
        activity.attended
    from {{ ref('int_activity') }} as activity
    inner join {{ ref('activity_type') }} as kind
        on '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
),

measured as (
    select 'activity' as measure, row_key, org_code, held_on as row_date, category, cast(null as string) as person_key,
        cast(null as string) as form, cast(null as string) as item, cast(null as string) as evaluator,
        cast(null as date) as until_date, cast(1 as double) as amount
    from activity_kind
    union all
    select 'activity_expected' as measure, row_key, org_code, held_on, category, null, null, null, null, null, expected
    from activity_kind
    where expected is not null and attended is not null
    union all
    select 'activity_attended' as measure, row_key, org_code, held_on, category, null, null, null, null, null, attended
    from activity_kind
    where expected is not null and attended is not null
    union all
    select 'training_hours' as measure, row_key, org_code, trained_on, training_type, person_key, null, null, null, null, hours
    from {{ ref('stg_training') }}
    union all
    select 'discipline' as measure, row_key, org_code, decided_on, measure_class, person_key, form, null, null, effect_ends_on, 1
    from {{ ref('int_discipline') }}
    union all
    select 'discipline_form' as measure, row_key, org_code, decided_on, measure_class, person_key, form, null, null, effect_ends_on, 1
    from {{ ref('int_discipline') }}
    where form is not null
    union all
    select 'survey_valid' as measure, row_key, org_code, surveyed_on, survey_type, null, null, item, evaluator, null, votes
    from {{ ref('int_survey_vote') }}
    union all
    select 'survey_satisfied_strictly' as measure, row_key, org_code, surveyed_on, survey_type, null, null, item, evaluator, null, votes
    from {{ ref('int_survey_vote') }}
    where is_satisfied_strictly
    union all
    select 'survey_satisfied' as measure, row_key, org_code, surveyed_on, survey_type, null, null, item, evaluator, null, votes
    from {{ ref('int_survey_vote') }}
    where is_satisfied
    union all
    select 'survey_score' as measure, row_key, org_code, surveyed_on, survey_type, null, null, item, evaluator, null, votes * points
    from {{ ref('int_survey_vote') }}
    union all
    select 'form_sent' as measure, row_key, org_code, surveyed_on, null, null, null, null, null, null, sent
    from {{ ref('int_survey_return') }}
    union all
    select 'form_valid' as measure, row_key, org_code, surveyed_on, null, null, null, null, null, null, valid
    from {{ ref('int_survey_return') }}
    union all
    select 'problem_due' as measure, row_key, org_code, due_on, category, null, null, null, null, null, 1
    from {{ ref('int_problem') }}
    union all
    select 'problem_closed_in_time' as measure, row_key, org_code, due_on, category, null, null, null, null, null, 1
    from {{ ref('int_problem') }}
    where is_closed_in_time
    union all
    select 'problem_raised' as measure, row_key, org_code, raised_on, category, null, null, null, null, null, 1
    from {{ ref('int_problem') }}
    union all
    select 'problem_recurred' as measure, row_key, org_code, raised_on, category, null, null, null, null, null, 1
    from {{ ref('int_problem') }}
    where has_recurred
    union all
    select 'row_received' as measure, row_hash || outcome, org_code, row_date, ledger, null, null, null, null, null, 1
    from {{ ref('stg_intake') }}
    where org_code is not null and row_date is not null
    union all
    select 'row_returned' as measure, row_hash || outcome, org_code, row_date, ledger, null, null, null, null, null, 1
    from {{ ref('stg_intake') }}
    where org_code is not null and row_date is not null and outcome = 'returned'
    union all
    select 'ledger_due' as measure, ledger, org_code, period_end, ledger, null, null, null, null, null, 1
    from {{ ref('int_submission') }}
    union all
    select 'ledger_received' as measure, ledger, org_code, period_end, ledger, null, null, null, null, null, 1
    from {{ ref('int_submission') }}
    where rows_received > 0
)

select measured.*
from measured
cross join run
where measured.row_date <= run.as_of
