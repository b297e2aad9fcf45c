-- 评价等次 of a kind of survey: how the valid votes are spread over the grades. Nothing where fewer votes than the smallest number are valid,
-- nor of a survey that is kept back lest it give such votes away (int_survey_hidden).
-- Grain: one row a unit, year, kind of survey and grade.
with fewest as (
    select threshold from {{ ref('disclosure') }}
    where rule = 'smallest_valid_votes'
),

counted as (
    select
        unit_level,
        unit_id,
        year,
        survey_type,
        grade,
        max(coefficient) as coefficient,
        sum(votes) as votes,
        sum(sum(votes)) over (partition by unit_level, unit_id, year, survey_type) as valid
    from {{ ref('int_topic_vote') }}
    where grade is not null and unit_level <> 'organisation'
    group by unit_level, unit_id, year, survey_type, grade
),

shown as (
    select
        counted.*,
        counted.valid >= fewest.threshold and hidden.unit_id is null as is_shown
    from counted
    cross join fewest
    left join {{ ref('int_survey_hidden') }} as hidden
        on
            counted.unit_level = hidden.unit_level
            and counted.unit_id = hidden.unit_id
            and counted.year = hidden.year
            and counted.survey_type = hidden.survey_type
            and hidden.item = ''
            and hidden.evaluator = ''
)

select
    unit_level,
    unit_id,
    year,
    survey_type,
    grade,
    cast(coefficient as double) as coefficient,
    is_shown,
    cast(case when is_shown then votes end as double) as votes,
    cast(case when is_shown then 100 * votes / valid end as double) as share
from shown
