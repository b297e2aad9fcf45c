-- 学校信息表: schools as last reported.
-- Grain: one row a school.
with latest as (
    {{ latest_rows('school') }}
)

select
    school_code,
    school_name,
    stage,
    ownership,
    area as area_text,
    area_key,
    staff_count,
    student_count,
    batch,
    file,
    sheet,
    row_number
from latest
