-- 测评回收情况: forms sent out, returned and valid.
-- Grain: one row a survey and organisation.
with latest as (
    {{ latest_rows('survey_return') }}
)

select
    row_key,
    survey_name,
    org_code,
    sent,
    returned_count,
    valid,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
