-- What this build is: its id and the day it looks at (as-of). A table, as nearly every model asks for the day.
-- Grain: one row.
select
    build_id,
    built_at,
    as_of
from {{ ref('stg_run') }}
