-- Valid votes with all that a survey is broken down by, and the units they count for, the organisation itself too.
-- Grain: one row a landed survey row with a valid vote and unit.
select
    unit.unit_level,
    unit.unit_id,
    vote.org_code,
    years.year,
    vote.survey_type,
    coalesce(vote.item, '总体评价') as item,
    coalesce(vote.evaluator, '未注明') as evaluator,
    given.grade,
    grade.coefficient,
    vote.votes,
    vote.points
from {{ ref('int_survey_vote') }} as vote
inner join {{ ref('stg_survey') }} as given on vote.row_key = given.row_key
left join {{ ref('grade_scale') }} as grade on given.grade = grade.grade
inner join {{ ref('int_year') }} as years on extract(year from vote.surveyed_on) = years.year
inner join {{ ref('int_organisation_life') }} as life on vote.org_code = life.org_code
inner join {{ ref('int_unit_organisation') }} as unit
    on
        vote.org_code = unit.org_code
        and least(greatest(vote.surveyed_on, life.active_from), life.active_to) between unit.valid_from and unit.valid_to
where vote.surveyed_on <= {{ as_of() }}
