-- Problems that come back (年年述、年年改、年年在): the same organisation had the same category again, as `int_problem` reads it for the
-- 问题反复率 (R06). A year without it in between does not end the run, two do.
-- Grain: one row an organisation, category and run of years.
with by_year as (
    select
        org_code,
        category,
        cast(extract(year from raised_on) as integer) as year,
        min(case when has_recurred then 0 else 1 end) as is_first
    from {{ ref('int_problem') }}
    where raised_on <= {{ as_of() }}
    group by org_code, category, extract(year from raised_on)
),

placed as (
    select
        by_year.*,
        sum(is_first) over (
            partition by org_code, category order by year nulls last rows between unbounded preceding and current row
        ) as run
    from by_year
)

select
    org_code,
    category,
    min(year) as first_year,
    max(year) as last_year,
    cast(count(*) as integer) as years_raised
from placed
group by org_code, category, run
having count(*) > 1
