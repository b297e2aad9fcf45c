-- Problems with what became of them by the as-of day, and whether the same organisation had the same category in either
-- of the two years before (年年述、年年改、年年在).
-- Grain: one row a problem.
select
    problem.row_key,
    problem.problem_no,
    problem.org_code,
    problem.problem_source,
    problem.category,
    problem.description,
    problem.action,
    problem.raised_on,
    problem.due_on,
    problem.closed_on,
    coalesce(problem.closed_on <= problem.due_on and problem.closed_on <= run.as_of, false) as is_closed_in_time,
    exists(
        select 1
        from {{ ref('stg_problem') }} as earlier
        where
            earlier.org_code = problem.org_code
            and earlier.category = problem.category
            and extract(year from earlier.raised_on) between extract(year from problem.raised_on) - 2
            and extract(year from problem.raised_on) - 1
    ) as has_recurred
from {{ ref('stg_problem') }} as problem
cross join {{ ref('int_run') }} as run
