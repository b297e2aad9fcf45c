-- Which build a reader has open and what day it looks at.
-- Grain: one row.
select
    run.build_id,
    run.built_at,
    run.as_of,
    cast((select min(year) from {{ ref('int_year') }}) as integer) as first_year,
    cast((select max(year) from {{ ref('int_year') }}) as integer) as last_year
from {{ ref('int_run') }} as run
