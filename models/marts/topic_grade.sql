-- 评价等次 of a kind of survey: how the valid votes are spread over the grades. Nothing where fewer votes than the smallest number are valid.
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
    where grade is not null
    group by unit_level, unit_id, year, survey_type, grade
)

select
    counted.unit_level,
    counted.unit_id,
    counted.year,
    counted.survey_type,
    counted.grade,
    cast(counted.coefficient as double) as coefficient,
    counted.valid >= fewest.threshold as is_shown,
    cast(case when counted.valid >= fewest.threshold then counted.votes end as double) as votes,
    cast(case when counted.valid >= fewest.threshold then 100 * counted.votes / counted.valid end as double) as share
from counted
cross join fewest
