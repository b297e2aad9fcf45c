-- Grades of 民主评议 of 正式党员: someone who was 预备 all the year takes part but is in neither figure.
-- Grain: one row a graded full member and year.
with full_since as (
    select
        person_key,
        min(full_from) as full_from
    from {{ ref('int_membership') }}
    group by person_key
)

select
    appraisal.row_key,
    appraisal.org_code,
    appraisal.person_key,
    appraisal.grade,
    {{ closing_day_of('appraisal.year') }} as counted_on
from {{ ref('stg_appraisal') }} as appraisal
inner join full_since on appraisal.person_key = full_since.person_key
where
    appraisal.grade in ('优秀', '合格', '基本合格', '不合格')
    and full_since.full_from <= {{ closing_day_of('appraisal.year') }}
