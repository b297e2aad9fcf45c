-- 标准变更: what was changed in data/standards between one published build and the next, oldest kept.
-- Grain: one row a build, standard and indicator (null where the standard is not one indicator's).
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
from {{ ref('int_standard_change') }}
