-- 学习报告与述学述职: what persons handed in.
-- Grain: one row a year, organisation, person, kind and title.
with latest as (
    {{ latest_rows('deliverable') }}
)

select
    row_key,
    year,
    org_code,
    person_key,
    deliverable_type,
    done_on,
    title,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
