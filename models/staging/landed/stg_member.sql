-- 党员花名册: stays of members on the roll of a branch.
-- Grain: one row a person, branch and day of joining its roll. Names are used inside the build only, and published for scores below the pass
-- mark and for members for whom a clock runs.
with latest as (
    {{ latest_rows('member') }}
)

select
    person_key,
    name,
    org_code,
    school_code,
    member_type,
    party_post,
    joined_on,
    full_on,
    coalesce(is_leader, false) as is_leader,
    exempt_for,
    exempt_days,
    party_status,
    party_status_days,
    in_on,
    out_on,
    batch,
    file,
    sheet,
    row_number,
    row_key
from latest
