-- 德育与学生工作: monthly counts by school.
-- Grain: one row a school, month and item.
with latest as (
    {{ latest_rows('moral_education') }}
)

select
    row_key,
    school_code,
    month,
    item,
    quantity,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
