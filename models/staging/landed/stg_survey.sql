-- 满意度与民主测评: votes by evaluator, item and grade; a row without 票数 is one vote.
-- Grain: one row a survey, organisation, evaluator class, item and grade or form.
with latest as (
    {{ latest_rows('survey') }}
)

select
    row_key,
    survey_name,
    survey_type,
    surveyed_on,
    org_code,
    evaluator,
    item,
    grade,
    score,
    coalesce(votes, 1) as votes,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
