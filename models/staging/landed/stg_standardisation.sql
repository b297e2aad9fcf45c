-- 标准化建设验收: points of the eight items, the plan and the conclusion.
-- Grain: one row a year, organisation and item.
with latest as (
    {{ latest_rows('standardisation') }}
)

select
    row_key,
    year,
    org_code,
    round,
    coalesce(is_planned, false) as is_planned,
    item,
    points,
    full_points,
    conclusion,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
