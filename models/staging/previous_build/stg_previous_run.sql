-- Whether this build looks at other ledgers or another day than the published one.
-- Grain: one row.
select ledgers_changed
from {{ source('previous_build', 'run') }}
