-- 荣誉与品牌: honours of organisations and persons.
-- Grain: one row an organisation, person, kind, title and day.
with latest as (
    {{ latest_rows('honour') }}
)

select
    row_key,
    org_code,
    person_key,
    honour_type,
    title,
    level,
    awarded_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
