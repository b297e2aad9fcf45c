-- Whether this build looks at other ledgers or another day than the published one, and whether it knows what was told.
-- Grain: one row.
select
    ledgers_changed,
    told_is_lost
from {{ source('previous_build', 'run') }}
