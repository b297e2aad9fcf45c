-- Organisations and years whose votes for one indicator or figure (`counted`) are not told, not even as a sum.
select
    k.unit_id as org_code,
    k.year
from marts.survey_kept_back as k
where k.unit_level = 'organisation' and k.counted = ${{ counted }}
