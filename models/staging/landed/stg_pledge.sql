-- 责任书签订与考核: pledges signed, by organisations or persons, and their score.
-- Grain: one row a year, kind of pledge, organisation and person.
with latest as (
    {{ latest_rows('pledge') }}
)

select
    row_key,
    year,
    pledge_type,
    org_code,
    person_key,
    signed_on,
    score,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
