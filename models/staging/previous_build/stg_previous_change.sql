-- Changes of standards that the published build knew.
-- Grain: one row a change.
select
    change_id,
    changed_at,
    build_id,
    as_of,
    standard,
    indicator_code,
    before_text,
    after_text,
    ledgers_changed
from {{ source('previous_build', 'change') }}
