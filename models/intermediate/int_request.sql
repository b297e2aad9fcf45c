-- Requests closed by the as-of day, with whether their rating counts as satisfied (data/standards/grade_scale.csv).
-- Grain: one row a closed request.
select
    request.row_key,
    request.org_code,
    request.closed_on,
    request.rating,
    coalesce(grade.is_satisfied, false) as is_satisfied
from {{ ref('stg_request') }} as request
left join {{ ref('grade_scale') }} as grade on request.rating = grade.grade
where request.closed_on <= {{ as_of() }}
