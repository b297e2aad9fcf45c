-- 纪律处分与问责台账: decisions, with a keyed hash in place of the person and no case text.
-- Grain: one row a decision.
with latest as (
    {{ latest_rows('discipline') }}
)

select
    row_key,
    org_code,
    person_key,
    decided_on,
    measure_class,
    measure,
    form,
    effect_ends_on,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
