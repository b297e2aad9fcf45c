-- 问题整改: problems raised by the as-of day, where each stands, and whether it came back. Who is responsible is not in it, and of a
-- problem that came by 信访 neither sentence nor measure: what a petition said stays with those who deal with it.
-- Grain: one row a problem.
with limits as (
    select
        max(case when rule = 'due_soon' then threshold end) as due_soon,
        max(case when rule = 'copied_wording' then threshold end) as copied_wording
    from {{ ref('problem_rule') }}
),

known as (
    select
        row_key,
        problem_no,
        org_code,
        cast(extract(year from raised_on) as integer) as year,
        problem_source,
        category,
        case when problem_source <> '信访' then description end as description,
        case when problem_source <> '信访' then action end as action,
        case when problem_source <> '信访' then {{ letters_only('description') }} end as letters,
        raised_on,
        due_on,
        closed_on
    from {{ ref('int_problem') }}
    where raised_on <= {{ as_of() }}
),

-- The same long sentence in other organisations.
copied as (
    select
        known.letters,
        count(distinct known.org_code) as organisations
    from known
    cross join limits
    where char_length(known.letters) >= limits.copied_wording
    group by known.letters
    having count(distinct known.org_code) > 1
)

select
    known.row_key as problem_id,
    known.problem_no,
    known.org_code,
    known.year,
    known.problem_source,
    known.category,
    known.description,
    known.action,
    known.raised_on,
    known.due_on,
    case when known.closed_on <= run.as_of then known.closed_on end as closed_on,
    case
        when deadline.state = 'to_come' and {{ dbt.datediff('run.as_of', 'known.due_on', 'day') }} <= limits.due_soon
            then 'due_soon'
        else deadline.state
    end as state,
    case
        when deadline.state in ('overdue', 'to_come') then {{ dbt.datediff('run.as_of', 'known.due_on', 'day') }}
    end as days_left,
    chain.first_year as recurs_since,
    cast(coalesce(copied.organisations - 1, 0) as integer) as same_words_elsewhere
from known
cross join limits
cross join {{ ref('int_run') }} as run
inner join {{ ref('int_deadline') }} as deadline on known.row_key = deadline.row_key and deadline.what = 'problem'
left join {{ ref('int_problem_chain') }} as chain
    on
        known.org_code = chain.org_code
        and known.category = chain.category
        and known.year between chain.first_year and chain.last_year
left join copied on known.letters = copied.letters
