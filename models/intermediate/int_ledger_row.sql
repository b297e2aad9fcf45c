-- Where every landed, dated row came from and which organisation it reports for. Training entered under a school's upper
-- organisation reports for the member's branch of that day.
-- Grain: one row a landed row (a problem twice: by the day it was raised and by its deadline).
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
)

{% for ledger, day, presence in [
    ('activity', 'held_on', 'activity'),
    ('attendance', 'held_on', 'attendance'),
    ('discipline', 'decided_on', 'discipline'),
    ('survey', 'surveyed_on', 'survey'),
    ('problem', 'due_on', 'problem_due'),
    ('problem', 'raised_on', 'problem_raised'),
] %}
select
    '{{ ledger }}' as ledger,
    '{{ presence }}' as presence,
    row_key,
    org_code,
    {{ day }} as row_date,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_' ~ ledger) }}
union all
{% endfor %}
select
    'survey_return' as ledger,
    'survey_return' as presence,
    landed.row_key,
    landed.org_code,
    dated.surveyed_on as row_date,
    landed.batch,
    landed.file,
    landed.sheet,
    landed.row_number
from {{ ref('stg_survey_return') }} as landed
inner join {{ ref('int_survey_return') }} as dated on landed.row_key = dated.row_key
union all
select
    'training' as ledger,
    'training' as presence,
    training.row_key,
    case
        when branch_like.is_branch = 1 then training.org_code
        else coalesce(training_branch.org_code, training.org_code)
    end as org_code,
    training.trained_on as row_date,
    training.batch,
    training.file,
    training.sheet,
    training.row_number
from {{ ref('stg_training') }} as training
left join training_branch on training.row_key = training_branch.row_key
left join branch_like on training.row_key = branch_like.row_key
