-- Problems that came back: since when, how often, and how alike the two sentences of different years are that are most alike.
-- A sentence that hardly changed is 需核实: it says that the words were taken over, never that nothing was done.
-- Grain: one row an organisation, category and run of years.
with problem as (
    select
        chain.org_code,
        chain.category,
        chain.first_year,
        chain.last_year,
        problem.description,
        problem.raised_on,
        cast(extract(year from problem.raised_on) as integer) as year,
        deadline.state
    from {{ ref('int_problem_chain') }} as chain
    inner join {{ ref('int_problem') }} as problem
        on
            chain.org_code = problem.org_code
            and chain.category = problem.category
            and extract(year from problem.raised_on) between chain.first_year and chain.last_year
    inner join {{ ref('int_deadline') }} as deadline on problem.row_key = deadline.row_key and deadline.what = 'problem'
    where problem.raised_on <= {{ as_of() }}
),

-- The sources hold pairs of different texts only.
closest as (
    select
        one.org_code,
        one.category,
        one.first_year,
        max(case when one.description = other.description then 100.0 else pair.similarity end) as similarity
    from problem as one
    inner join problem as other
        on
            one.org_code = other.org_code
            and one.category = other.category
            and one.first_year = other.first_year
            and one.year < other.year
    left join {{ ref('int_problem_similarity') }} as pair
        on
            one.org_code = pair.org_code
            and one.category = pair.category
            and one.description = pair.one_text
            and other.description = pair.other_text
    group by one.org_code, one.category, one.first_year
),

counted as (
    select
        org_code,
        category,
        first_year,
        count(*) as problems,
        sum(case when state in ('overdue', 'to_come') then 1 else 0 end) as still_open,
        max(raised_on) as last_raised_on
    from problem
    group by org_code, category, first_year
)

select
    chain.org_code,
    chain.category,
    chain.first_year,
    chain.last_year,
    chain.years_raised,
    cast(counted.problems as integer) as problems,
    cast(counted.still_open as integer) as still_open,
    counted.last_raised_on,
    chain.last_year = extract(year from run.as_of) as is_current,
    cast(closest.similarity as double) as similarity,
    coalesce(closest.similarity >= rule.threshold, false) as is_near_identical
from {{ ref('int_problem_chain') }} as chain
cross join {{ ref('int_run') }} as run
inner join {{ ref('problem_rule') }} as rule on rule.rule = 'near_identical'
inner join counted
    on
        chain.org_code = counted.org_code
        and chain.category = counted.category
        and chain.first_year = counted.first_year
inner join closest
    on
        chain.org_code = closest.org_code
        and chain.category = closest.category
        and chain.first_year = closest.first_year
