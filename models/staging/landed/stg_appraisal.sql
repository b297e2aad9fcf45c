-- 民主评议党员结果: the grade each member was given.
-- Grain: one row a year and person.
with latest as (
    {{ latest_rows('appraisal') }}
)

select
    row_key,
    org_code,
    person_key,
    year,
    grade,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
