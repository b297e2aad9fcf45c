-- Problems that come back (年年述、年年改、年年在): the same organisation had the same category in two or more years in a row, by the
-- year in which each problem was raised.
-- Grain: one row an organisation, category and unbroken run of years.
with by_year as (
    select distinct
        org_code,
        category,
        cast(extract(year from raised_on) as integer) as year
    from {{ ref('int_problem') }}
    where raised_on <= {{ as_of() }}
),

placed as (
    select
        by_year.*,
        year - row_number() over (partition by org_code, category order by year nulls last) as run_of_years
    from by_year
)

select
    org_code,
    category,
    min(year) as first_year,
    max(year) as last_year,
    cast(count(*) as integer) as years_running
from placed
group by org_code, category, run_of_years
having count(*) > 1
