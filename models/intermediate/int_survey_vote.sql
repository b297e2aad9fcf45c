-- Valid votes with their score: by the grade's coefficient, or the score given. 弃权, 不了解 and blanks are not valid.
-- Grain: one row a landed survey row with a valid vote.
select
    survey.row_key,
    survey.org_code,
    survey.survey_type,
    survey.surveyed_on,
    survey.evaluator,
    survey.item,
    survey.votes,
    coalesce(grade.is_satisfied_strictly, false) as is_satisfied_strictly,
    coalesce(grade.is_satisfied, false) as is_satisfied,
    coalesce(grade.coefficient, survey.score) as points
from {{ ref('stg_survey') }} as survey
left join {{ ref('grade_scale') }} as grade on survey.grade = grade.grade
where grade.grade is not null or (survey.grade is null and survey.score is not null)
