-- 党员花名册: stays of members on the roll of a branch.
-- Grain: one row a person, branch and day of joining its roll. No names, no identity numbers.
with latest as (
    {{ latest_rows('member') }}
)

select
    person_key,
    org_code,
    school_code,
    member_type,
    full_on,
    coalesce(is_leader, false) as is_leader,
    in_on,
    out_on,
    batch,
    file,
    sheet,
    row_number,
    row_key
from latest
