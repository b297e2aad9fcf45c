-- What:  no class of evaluators under the smallest count and no item under the smallest number of votes is open (topic_survey), and of the
--        classes of an item that is open never one alone is kept back.
-- Why:   few votes are a few persons' opinions, and the sum less the others would tell them.
-- Mend:  the rule stands in models/intermediate/int_survey_*.sql, its thresholds in data/standards/disclosure.csv.
with fewest as (
    select
        max(case when rule = 'smallest_valid_votes' then threshold end) as of_item,
        max(case when rule = 'smallest_shown_count' then threshold end) as of_class
    from {{ ref('disclosure') }}
),

counted as (
    select
        unit_level,
        unit_id,
        year,
        survey_type,
        item,
        evaluator,
        sum(votes) as votes
    from {{ ref('int_topic_vote') }}
    group by unit_level, unit_id, year, survey_type, item, evaluator
    having sum(votes) > 0
),

beside as (
    select
        counted.*,
        told.is_shown,
        whole.unit_id is null as item_is_told,
        fewest.of_item,
        fewest.of_class,
        sum(counted.votes) over (
            partition by counted.unit_level, counted.unit_id, counted.year, counted.survey_type, counted.item
        ) as item_votes,
        sum(case when told.is_shown then 0 else 1 end) over (
            partition by counted.unit_level, counted.unit_id, counted.year, counted.survey_type, counted.item
        ) as classes_kept_back
    from counted
    inner join {{ ref('topic_survey') }} as told
        on
            counted.unit_level = told.unit_level
            and counted.unit_id = told.unit_id
            and counted.year = told.year
            and counted.survey_type = told.survey_type
            and counted.item = told.item
            and counted.evaluator = told.evaluator
    left join {{ ref('int_survey_hidden') }} as whole
        on
            counted.unit_level = whole.unit_level
            and counted.unit_id = whole.unit_id
            and counted.year = whole.year
            and counted.survey_type = whole.survey_type
            and counted.item = whole.item
            and whole.evaluator = ''
    cross join fewest
)

select
    unit_level,
    unit_id,
    year,
    survey_type,
    item,
    evaluator
from beside
where
    (is_shown and (votes < of_class or item_votes < of_item))
    or (not is_shown and item_is_told and classes_kept_back = 1 and item_votes > votes)
