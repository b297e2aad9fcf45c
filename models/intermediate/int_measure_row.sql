-- Everything that can be counted, one amount a landed row and measure. Indicators (data/indicators) and the figures of a work report
-- (data/work_report) choose measures and categories from here, and the lineage of a number is these same rows: what is counted and
-- what is shown cannot differ. Only what something chose is kept.
-- Grain: one row a measure, landed row and category (an activity of two kinds has two rows of each measure).
{%- set in_time = 'is_closed_in_time' %}
{%- set from_activity = {'rows': 'activity_kind', 'day': 'held_on', 'category': 'category'} %}
{%- set with_figures = dict(from_activity, where='expected is not null and attended is not null') %}
{%- set from_discipline = {
    'rows': ref('int_discipline'), 'day': 'decided_on', 'category': 'measure_class',
    'person_key': 'person_key', 'form': 'form', 'until_date': 'effect_ends_on',
} %}
{%- set from_votes = {
    'rows': ref('int_survey_vote'), 'day': 'surveyed_on', 'category': 'survey_type',
    'item': 'item', 'evaluator': 'evaluator', 'amount': 'votes',
} %}
{%- set from_forms = {'rows': ref('int_survey_return'), 'day': 'surveyed_on'} %}
{%- set problems = {'rows': ref('int_problem'), 'day': 'raised_on', 'category': 'category'} %}
{%- set deadlines = {'rows': ref('int_deadline'), 'day': 'due_on', 'category': 'category', 'field': 'field'} %}
{%- set from_training = {
    'rows': ref('stg_training'), 'day': 'trained_on', 'category': 'training_type', 'person_key': 'person_key',
} %}
{%- set from_files = {'rows': ref('stg_integrity_file'), 'day': 'filed_on', 'person_key': 'person_key'} %}
{%- set from_pledges = {
    'rows': ref('int_pledge'), 'day': 'counted_on', 'category': 'pledge_type', 'person_key': 'person_key', 'band': 'band',
} %}
{%- set from_items = {'rows': ref('stg_standardisation'), 'day': closing_day_of('year'), 'item': 'item'} %}
{%- set from_plans = {'rows': ref('int_standardisation'), 'day': 'counted_on', 'where': 'is_planned'} %}
{%- set from_facts = {'rows': ref('int_organisation_fact'), 'day': 'closing_day'} %}
{%- set from_requests = {'rows': ref('int_request'), 'day': 'closed_on', 'where': 'rating is not null'} %}
{%- set from_dues = {'rows': ref('stg_dues'), 'day': 'month'} %}
{%- set from_decisions = {'rows': ref('int_decision'), 'day': 'row_date', 'category': 'topic_class'} %}
{%- set from_admissions = {'rows': ref('int_admission'), 'day': 'done_on', 'where': 'is_admission'} %}
{%- set received = {
    'rows': ref('stg_intake'), 'day': 'row_date', 'category': 'ledger',
    'key': 'row_hash || outcome', 'where': 'org_code is not null and row_date is not null',
} %}
{%- set owed = {'rows': ref('int_submission'), 'day': 'period_end', 'category': 'ledger', 'key': 'ledger'} %}
{%- set records = {'rows': ref('int_record'), 'day': 'record_on', 'category': 'ledger'} %}
{%- set measures = [
    ('activity', from_activity),
    ('activity_expected', dict(with_figures, amount='expected')),
    ('activity_attended', dict(with_figures, amount='attended')),
    ('activity_participants', dict(from_activity, amount='participants', where='participants is not null')),
    ('member_activity', {
        'rows': ref('int_member_activity'), 'day': 'held_on', 'category': 'activity_type', 'person_key': 'person_key',
    }),
    ('theme_day_held', {'rows': ref('int_theme_day'), 'day': 'held_on'}),
    ('theme_day_kept', {'rows': ref('int_theme_day'), 'day': 'held_on', 'where': 'is_kept'}),
    ('training', dict(from_training, subject="course || ' ' || cast(trained_on as string)")),
    ('training_hours', dict(from_training, amount='hours')),
    ('appraisal_graded', {'rows': ref('int_appraisal'), 'day': 'counted_on', 'person_key': 'person_key'}),
    ('appraisal_excellent', {
        'rows': ref('int_appraisal'), 'day': 'counted_on', 'person_key': 'person_key', 'where': "grade = '优秀'",
    }),
    ('discipline', from_discipline),
    ('discipline_form', dict(from_discipline, where='form is not null')),
    ('integrity_file', from_files),
    ('integrity_relatives', dict(from_files, amount='relatives_covered', where='relatives_covered is not null')),
    ('survey_valid', from_votes),
    ('survey_satisfied_strictly', dict(from_votes, where='is_satisfied_strictly')),
    ('survey_satisfied', dict(from_votes, where='is_satisfied')),
    ('survey_score', dict(from_votes, amount='votes * points')),
    ('form_sent', dict(from_forms, amount='sent')),
    ('form_valid', dict(from_forms, amount='valid')),
    ('problem_due', dict(deadlines, where="what = 'problem'")),
    ('problem_closed_in_time', dict(deadlines, where="what = 'problem' and " ~ in_time)),
    ('problem_closed', {
        'rows': ref('int_problem'), 'day': 'closed_on', 'category': 'category', 'where': 'closed_on is not null',
    }),
    ('problem_raised', problems),
    ('problem_recurred', dict(problems, where='has_recurred')),
    ('pledge', from_pledges),
    ('pledge_signed', dict(from_pledges, day='signed_on')),
    ('pledge_scored', dict(from_pledges, where='band is not null and person_key is not null')),
    ('pledge_passed', dict(from_pledges, where='is_passed and band is not null and person_key is not null')),
    ('standardisation_planned', from_plans),
    ('standardisation_accepted', dict(from_plans, where='is_accepted')),
    ('standardisation_points', dict(from_items, amount='points')),
    ('standardisation_full', dict(from_items, amount='full_points')),
    ('deliverable', {
        'rows': ref('int_deliverable'), 'day': 'counted_on', 'category': 'deliverable_type', 'person_key': 'person_key',
    }),
    ('secretary_report', {'rows': ref('int_deliverable'), 'day': 'counted_on', 'where': 'is_secretary_report'}),
    ('outreach', {
        'rows': ref('stg_outreach'), 'day': 'paired_on', 'category': 'subject_type', 'person_key': 'person_key',
        'until_date': 'released_on',
    }),
    ('request', {'rows': ref('stg_request'), 'day': 'accepted_on'}),
    ('request_due', dict(deadlines, where="what = 'request'")),
    ('request_closed_in_time', dict(deadlines, where="what = 'request' and " ~ in_time)),
    ('request_rated', from_requests),
    ('request_satisfied', dict(from_requests, where='rating is not null and is_satisfied')),
    ('dues_due', dict(from_dues, amount='members_due')),
    ('dues_paid', dict(from_dues, amount='members_paid')),
    ('admission_step', {
        'rows': ref('int_admission'), 'day': 'done_on', 'category': 'step', 'subject': 'candidate_no',
        'where': 'done_on is not null',
    }),
    ('step_due', dict(deadlines, where="what = 'step'")),
    ('step_done_in_time', dict(deadlines, where="what = 'step' and " ~ in_time)),
    ('admitted', from_admissions),
    ('admitted_frontline', dict(from_admissions, where='is_admission and is_frontline_teacher')),
    ('transfer_due', dict(deadlines, where="what = 'transfer'")),
    ('transfer_in_time', dict(deadlines, where="what = 'transfer' and " ~ in_time)),
    ('honour', {
        'rows': ref('stg_honour'), 'day': 'awarded_on', 'category': 'honour_type', 'person_key': 'person_key',
        'level': 'level',
    }),
    ('work_task', {
        'rows': ref('stg_work_task'), 'day': closing_day_of('year'), 'category': 'field',
        'subject': "cast(year as string) || ' ' || task_no",
    }),
    ('task_due', dict(deadlines, where="what = 'task'")),
    ('task_done_in_time', dict(deadlines, where="what = 'task' and " ~ in_time)),
    ('decision', from_decisions),
    ('decision_compliant', dict(from_decisions, where='is_compliant')),
    ('publicity', {
        'rows': ref('stg_publicity'), 'day': 'published_on', 'category': 'publicity_type', 'level': 'level',
    }),
    ('case_due', dict(deadlines, where="what = 'case'")),
    ('case_closed_in_time', dict(deadlines, where="what = 'case' and " ~ in_time)),
    ('funding', {'rows': ref('stg_funding'), 'day': 'spent_on', 'category': 'item', 'amount': 'amount'}),
    ('moral_education', {
        'rows': ref('int_moral_education'), 'day': 'month', 'category': 'item', 'amount': 'quantity',
    }),
    ('organisation_event', {
        'rows': ref('stg_organisation_event'), 'day': 'event_on', 'category': 'event_type', 'subject': 'org_code',
    }),
    ('term_set', dict(from_facts, where='has_term')),
    ('term_current', dict(from_facts, where='is_term_current')),
    ('school_organisation', dict(from_facts, where='is_school_org')),
    ('secretary_is_principal', dict(from_facts, where='is_school_org and secretary_is_principal')),
    ('branch_active', dict(from_facts, where='is_branch')),
    ('branch_well_formed', dict(from_facts, where='is_branch and is_well_formed')),
    ('row_received', received),
    ('row_returned', dict(received, where=received['where'] ~ " and outcome = 'returned'")),
    ('ledger_due', owed),
    ('ledger_received', dict(owed, where='rows_received > 0')),
    ('record_accepted', records),
    ('record_flagged', dict(records, where='is_flagged')),
] %}
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
    {% for measure, of in measures %}
    {% if not loop.first %}union all{% endif %}
    select
        '{{ measure }}' as measure,
        {{ of.get('key', 'row_key') }} as row_key,
        org_code,
        {{ of['day'] }} as row_date,
        cast({{ of.get('category', 'null') }} as string) as category,
        cast({{ of.get('person_key', 'null') }} as string) as person_key,
        {% for dimension in ['form', 'item', 'evaluator', 'band', 'field', 'level'] %}
        cast({{ of.get(dimension, 'null') }} as string) as {{ dimension }},
        {% endfor %}
        cast({{ of.get('subject', of.get('person_key', 'null')) }} as string) as subject,
        cast({{ of.get('until_date', 'null') }} as date) as until_date,
        cast({{ of.get('amount', '1') }} as double) as amount
    from {{ of['rows'] }}
    where {{ of.get('where', 'true') }}
    {% endfor %}
),

chosen as (
    select
        measure,
        category
    from {{ source('landed', 'indicator_measure') }}
    union
    select
        measure,
        category
    from {{ source('landed', 'figure_measure') }}
),

whole as (
    select distinct measure from chosen
    where category is null
)

-- Two joins on equality: one on "the category or any" would compare every row with every choice.
select measured.*
from measured
cross join {{ ref('stg_run') }} as run
left join whole on measured.measure = whole.measure
left join chosen as narrowed on measured.measure = narrowed.measure and measured.category = narrowed.category
where
    measured.row_date <= run.as_of
    and (whole.measure is not null or narrowed.measure is not null)
