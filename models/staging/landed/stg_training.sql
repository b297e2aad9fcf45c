-- 培训学时登记表: hours of training earned by a member.
-- Grain: one row a person, day and course.
with latest as (
    {{ latest_rows('training') }}
)

select
    row_key,
    org_code,
    person_key,
    trained_on,
    course,
    training_type,
    hours,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
