-- Where every landed row came from, which organisation it reports for and when. Training entered under a school's upper
-- organisation reports for the member's branch of that day.
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
),

decision as (
    select
        landed.*,
        coalesce(landed.decided_on, landed.proposed_on, landed.deployed_on) as row_date
    from {{ ref('stg_decision') }} as landed
)

{% for presence, of in dangjian.presences().items() if of.rows %}
{%- set day = closing_day_of('year') if of.day == 'year_end' else of.day %}
{%- if not loop.first %}union all{% endif %}
select
    '{{ of.ledger }}' as ledger,
    '{{ presence }}' as presence,
    row_key,
    org_code,
    {{ day }} as row_date,
    {{ dangjian.counts_until(of, day) }} as until_date,
    cast({{ of.record_on or 'null' }} as date) as record_on,
    {{ 'true' if of.is_place else 'false' }} as is_place,
    {{ 'flags' if of.is_place else 'null' }} as flags,
    {{ 'batch' if of.is_place else 'null' }} as batch,
    {{ 'file' if of.is_place else 'null' }} as file,
    {{ 'sheet' if of.is_place else 'null' }} as sheet,
    {{ 'row_number' if of.is_place else 'null' }} as row_number
from {{ of.rows if of.rows in ['training', 'survey_return', 'decision'] else ref(of.rows) }}
where {{ dangjian.rows_that_count(of) }}{% if of.until_now %} and {{ of.until_now }} <= {{ as_of() }}{% endif %}

{% endfor %}
