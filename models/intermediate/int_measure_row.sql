-- Everything that can be counted, one amount a landed row and measure. Indicators choose measures and categories from here
-- (data/indicators), and the lineage of a number is these same rows: what is counted and what is shown cannot differ.
-- Grain: one row a measure, landed row and category (an activity of two kinds has two rows of each measure).
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
{%- set deadlines = {'rows': ref('int_problem'), 'day': 'due_on', 'category': 'category'} %}
{%- set problems = {'rows': ref('int_problem'), 'day': 'raised_on', 'category': 'category'} %}
{%- set received = {
    'rows': ref('stg_intake'), 'day': 'row_date', 'category': 'ledger',
    'key': 'row_hash || outcome', 'where': 'org_code is not null and row_date is not null',
} %}
{%- set owed = {'rows': ref('int_submission'), 'day': 'period_end', 'category': 'ledger', 'key': 'ledger'} %}
{%- set measures = [
    ('activity', from_activity),
    ('activity_expected', dict(with_figures, amount='expected')),
    ('activity_attended', dict(with_figures, amount='attended')),
    ('training_hours', {
        'rows': ref('stg_training'), 'day': 'trained_on', 'category': 'training_type',
        'person_key': 'person_key', 'amount': 'hours',
    }),
    ('discipline', from_discipline),
    ('discipline_form', dict(from_discipline, where='form is not null')),
    ('survey_valid', from_votes),
    ('survey_satisfied_strictly', dict(from_votes, where='is_satisfied_strictly')),
    ('survey_satisfied', dict(from_votes, where='is_satisfied')),
    ('survey_score', dict(from_votes, amount='votes * points')),
    ('form_sent', dict(from_forms, amount='sent')),
    ('form_valid', dict(from_forms, amount='valid')),
    ('problem_due', deadlines),
    ('problem_closed_in_time', dict(deadlines, where='is_closed_in_time')),
    ('problem_raised', problems),
    ('problem_recurred', dict(problems, where='has_recurred')),
    ('row_received', received),
    ('row_returned', dict(received, where=received['where'] ~ " and outcome = 'returned'")),
    ('ledger_due', owed),
    ('ledger_received', dict(owed, where='rows_received > 0')),
] %}
with activity_kind as (
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
    {% for measure, of in measures %}
    {% if not loop.first %}union all{% endif %}
    select
        '{{ measure }}' as measure,
        {{ of.get('key', 'row_key') }} as row_key,
        org_code,
        {{ of['day'] }} as row_date,
        cast({{ of.get('category', 'null') }} as string) as category,
        cast({{ of.get('person_key', 'null') }} as string) as person_key,
        cast({{ of.get('form', 'null') }} as string) as form,
        cast({{ of.get('item', 'null') }} as string) as item,
        cast({{ of.get('evaluator', 'null') }} as string) as evaluator,
        cast({{ of.get('until_date', 'null') }} as date) as until_date,
        cast({{ of.get('amount', '1') }} as double) as amount
    from {{ of['rows'] }}
    where {{ of.get('where', 'true') }}
    {% endfor %}
)

select measured.*
from measured
cross join {{ ref('stg_run') }} as run
where measured.row_date <= run.as_of
