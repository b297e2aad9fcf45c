-- 党组织信息表: party organisations as last reported, open dates filled with sentinels.
-- Grain: one row an organisation.
with latest as (
    {{ latest_rows('organisation') }}
)

select
    row_key,
    org_code,
    org_name,
    org_type,
    parent_code,
    school_codes,
    area_key,
    founded_on,
    dissolved_on,
    coalesce(group_count, 0) as group_count,
    coalesce(has_study_centre, false) as has_study_centre,
    coalesce(is_staff_branch, false) as is_staff_branch,
    term_ends_on,
    secretary,
    coalesce(secretary_is_principal, false) as secretary_is_principal,
    batch,
    file,
    sheet,
    row_number
from latest
