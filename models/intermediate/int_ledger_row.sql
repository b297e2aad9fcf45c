-- Where every landed row came from, which organisation it reports for and when. Training entered under a school's upper
-- organisation reports for the member's branch of that day. `presence` is what an indicator is fed by: one ledger may feed by
-- several days (a problem by the day it was raised and by its deadline), and what is in force reports for every year of it.
-- Grain: one row a landed row and presence; `is_place` marks the one that says where the row stands.
with training_branch as (
    select
        training.row_key,
        membership.org_code
    from {{ ref('stg_training') }} as training
    inner join {{ ref('int_membership') }} as membership
        on
            training.person_key = membership.person_key
            and training.trained_on between membership.valid_from and membership.valid_to
    qualify row_number() over (
        partition by training.row_key
        order by membership.joined_roll_on desc nulls last, membership.org_code desc nulls last
    ) = 1
),

-- As it was on the day of the training, or on the nearest day of its life.
branch_like as (
    select
        training.row_key,
        max(case when scope.is_branch then 1 else 0 end) as is_branch
    from {{ ref('stg_training') }} as training
    inner join {{ ref('int_organisation_scope') }} as scope
        on
            training.org_code = scope.org_code
            and least(greatest(training.trained_on, scope.active_from), scope.active_to)
            between scope.valid_from and scope.valid_to
    group by training.row_key
),

training as (
    select
        landed.row_key,
        case
            when branch_like.is_branch = 1 then landed.org_code
            else coalesce(training_branch.org_code, landed.org_code)
        end as org_code,
        landed.trained_on,
        landed.flags,
        landed.batch,
        landed.file,
        landed.sheet,
        landed.row_number
    from {{ ref('stg_training') }} as landed
    left join training_branch on landed.row_key = training_branch.row_key
    left join branch_like on landed.row_key = branch_like.row_key
),

survey_return as (
    select
        landed.*,
        dated.surveyed_on
    from {{ ref('stg_survey_return') }} as landed
    inner join {{ ref('int_survey_return') }} as dated on landed.row_key = dated.row_key
)

{#- presence, ledger, rows, day it reports for, last day it reports for (null: that day), day as a record (null: none) -#}
{%- set forever = last_day_of_all() %}
{%- set year_end = closing_day_of('year') %}
{%- set deadlines = '(select * from ' ~ ref('int_deadline') ~ ' where what = ' %}
{%- set decided = '(select *, coalesce(decided_on, proposed_on, deployed_on) as row_date from ' ~ ref('stg_decision') ~ ')' %}
{%- set places = [
    ('activity', 'activity', ref('stg_activity'), 'held_on', 'null', 'held_on'),
    ('attendance', 'attendance', ref('stg_attendance'), 'held_on', 'null', 'held_on'),
    ('training', 'training', 'training', 'trained_on', 'null', 'trained_on'),
    ('discipline', 'discipline', ref('stg_discipline'), 'decided_on', 'null', 'decided_on'),
    ('survey', 'survey', ref('stg_survey'), 'surveyed_on', 'null', 'surveyed_on'),
    ('survey_return', 'survey_return', 'survey_return', 'surveyed_on', 'null', 'null'),
    ('problem_raised', 'problem', ref('stg_problem'), 'raised_on', 'null', 'raised_on'),
    ('appraisal', 'appraisal', ref('stg_appraisal'), year_end, 'null', 'null'),
    ('integrity_file', 'integrity_file', ref('stg_integrity_file'), 'filed_on', forever, 'filed_on'),
    ('pledge', 'pledge', until_now('stg_pledge', 'signed_on'), year_end, 'null', 'signed_on'),
    ('standardisation', 'standardisation', ref('stg_standardisation'), year_end, 'null', 'null'),
    ('deliverable', 'deliverable', until_now('stg_deliverable', 'done_on'), year_end, 'null', 'done_on'),
    ('outreach', 'outreach', ref('stg_outreach'), 'paired_on', 'coalesce(released_on, ' ~ forever ~ ')', 'paired_on'),
    ('request', 'request', ref('stg_request'), 'accepted_on', 'null', 'accepted_on'),
    ('dues', 'dues', ref('stg_dues'), 'month', 'null', 'month'),
    ('admission', 'admission', ref('stg_admission'), 'due_on', 'null', 'due_on'),
    ('transfer_issued', 'transfer', ref('stg_transfer'), 'issued_on', 'null', 'issued_on'),
    ('honour', 'honour', ref('stg_honour'), 'awarded_on', 'null', 'awarded_on'),
    ('work_task', 'work_task', ref('stg_work_task'), 'due_on', 'null', 'due_on'),
    ('decision', 'decision', decided, 'row_date', 'null', 'row_date'),
    ('publicity', 'publicity', ref('stg_publicity'), 'published_on', 'null', 'published_on'),
    ('funding', 'funding', ref('stg_funding'), 'spent_on', 'null', 'spent_on'),
    ('moral_education', 'moral_education', ref('int_moral_education'), 'month', 'null', 'month'),
] %}
{%- set further = [
    ('problem_due', 'problem', deadlines ~ "'problem')", 'due_on', 'null'),
    ('request_due', 'request', deadlines ~ "'request')", 'due_on', 'null'),
    ('case_due', 'publicity', deadlines ~ "'case')", 'due_on', 'null'),
    ('transfer', 'transfer', deadlines ~ "'transfer')", 'due_on', 'null'),
    ('request_closed', 'request', ref('stg_request'), 'closed_on', 'null'),
    ('admission_done', 'admission', ref('stg_admission'), 'done_on', 'null'),
    ('honour_held', 'honour', ref('stg_honour'), 'awarded_on', forever),
] %}
{% for presence, ledger, rows_of, day, until, record in places %}
select
    '{{ ledger }}' as ledger,
    '{{ presence }}' as presence,
    row_key,
    org_code,
    {{ day }} as row_date,
    coalesce(cast({{ until }} as date), {{ day }}) as until_date,
    cast({{ record }} as date) as record_on,
    true as is_place,
    flags,
    batch,
    file,
    sheet,
    row_number
from {{ rows_of }}
union all
{% endfor %}
{% for presence, ledger, rows_of, day, until in further %}
{% if not loop.first %}union all{% endif %}
select
    '{{ ledger }}' as ledger,
    '{{ presence }}' as presence,
    row_key,
    org_code,
    {{ day }} as row_date,
    coalesce(cast({{ until }} as date), {{ day }}) as until_date,
    cast(null as date) as record_on,
    false as is_place,
    null as flags,
    null as batch,
    null as file,
    null as sheet,
    null as row_number
from {{ rows_of }}
{% endfor %}
