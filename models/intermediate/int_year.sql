-- Calendar years that any dated ledger row speaks of, up to the as-of year; at most ten, so that one wrong year costs little.
-- Grain: one row a year.
with recursive dated as (
    select held_on as day from {{ ref('stg_activity') }}
    union all
    select trained_on as day from {{ ref('stg_training') }}
    union all
    select decided_on as day from {{ ref('stg_discipline') }}
    union all
    select surveyed_on as day from {{ ref('stg_survey') }}
    union all
    select raised_on as day from {{ ref('stg_problem') }}
),

span as (
    select
        extract(year from run.as_of) as last_year,
        (
            select min(extract(year from dated.day)) from dated
            where dated.day <= run.as_of
        ) as first_year
    from {{ ref('int_run') }} as run
),

counted as (
    select
        cast(greatest(coalesce(first_year, last_year), last_year - 9) as integer) as year,
        cast(last_year as integer) as last_year
    from span
    union all
    select
        year + 1 as year,
        last_year
    from counted
    where year < last_year
)

select
    year,
    last_year
from counted
