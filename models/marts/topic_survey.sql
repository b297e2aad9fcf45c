-- 测评项目 by 评议人类别: the mean of the points and how many gave the best grade. Nothing is published of an item with fewer than
-- the smallest number of valid votes, nor of a class under five; where the classes hidden that way are under five together, the
-- next smallest goes with them, or the item's own total would give them away.
-- Grain: one row a unit, year, kind of survey, item and class of evaluators.
with fewest as (
    select
        max(case when rule = 'smallest_valid_votes' then threshold end) as of_item,
        max(case when rule = 'smallest_shown_count' then threshold end) as of_class
    from {{ ref('disclosure') }}
),

class as (
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
    group by unit_level, unit_id, year, survey_type, item, evaluator
),

placed as (
    select
        class.*,
        fewest.of_item,
        fewest.of_class,
        sum(class.valid) over (partition by {{ survey_item('class') }}) as item_valid,
        sum(case when class.valid < fewest.of_class then class.valid else 0 end)
            over (partition by {{ survey_item('class') }}) as small_valid,
        row_number() over (
            partition by {{ survey_item('class') }}, class.valid < fewest.of_class
            order by class.valid asc nulls last, class.evaluator asc nulls last
        ) as next_smallest
    from class
    cross join fewest
),

shown as (
    select
        *,
        item_valid >= of_item
        and valid >= of_class
        and not (small_valid > 0 and small_valid < of_class and next_smallest = 1) as is_shown
    from placed
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
    cast(case when is_shown then points / valid end as double) as mean_points,
    cast(case when is_shown then 100 * best / nullif(graded, 0) end as double) as best_share,
    cast(case when is_shown and graded > 0 then 100 * {{ wilson_limit('best', 'graded', z_95(), 'lower') }} end as double)
        as best_lower_95,
    cast(case when is_shown and graded > 0 then 100 * {{ wilson_limit('best', 'graded', z_95(), 'upper') }} end as double)
        as best_upper_95
from shown
