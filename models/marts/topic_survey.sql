-- 测评项目 by 评议人类别: the mean of the points and how many gave the best grade; nothing of the cells that nobody is told
-- (int_survey_hidden).
-- Grain: one row a unit, year, kind of survey, item and class of evaluators.
with class as (
    select
        unit_level,
        unit_id,
        year,
        survey_type,
        item,
        evaluator,
        sum(votes) as valid,
        sum(votes * points) as points,
        sum(case when grade is not null then votes else 0 end) as graded,
        sum(case when coefficient = 100 then votes else 0 end) as best
    from {{ ref('int_topic_vote') }}
    where unit_level <> 'organisation'
    group by unit_level, unit_id, year, survey_type, item, evaluator
),

shown as (
    select
        class.*,
        hidden.unit_id is null as is_shown
    from class
    left join {{ ref('int_survey_hidden') }} as hidden
        on
            class.unit_level = hidden.unit_level
            and class.unit_id = hidden.unit_id
            and class.year = hidden.year
            and class.survey_type = hidden.survey_type
            and class.item = hidden.item
            and class.evaluator = hidden.evaluator
)

select
    unit_level,
    unit_id,
    year,
    survey_type,
    item,
    evaluator,
    is_shown,
    cast(case when is_shown then valid end as double) as valid,
    cast(case when is_shown then points / nullif(valid, 0) end as double) as mean_points,
    cast(case when is_shown then 100 * best / nullif(graded, 0) end as double) as best_share,
    cast(case when is_shown and graded > 0 then 100 * {{ wilson_limit('best', 'graded', z_95(), 'lower') }} end as double)
        as best_lower_95,
    cast(case when is_shown and graded > 0 then 100 * {{ wilson_limit('best', 'graded', z_95(), 'upper') }} end as double)
        as best_upper_95
from shown
