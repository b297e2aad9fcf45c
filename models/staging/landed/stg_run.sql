-- What this build is: its id and the day it looks at (as-of).
-- Grain: one row.
select
    build_id,
    built_at,
    as_of
from {{ source('landed', 'run') }}
