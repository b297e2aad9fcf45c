-- What each organisation's class of evaluators gave to an item, and whether somebody in it is too few: `few_in` the organisation in the whole
-- survey (whole), in one of its items (parts), or a class of evaluators in this item (class). `gives_away`: a class too small to be told,
-- or the next smallest, without which the item less the others would tell it.
-- Grain: one row an organisation, year, kind of survey, item and class of evaluators with valid votes.
with fewest as (
    select
        max(case when rule = 'smallest_valid_votes' then threshold end) as of_survey,
        max(case when rule = 'smallest_shown_count' then threshold end) as of_class
    from {{ ref('disclosure') }}
),

voted as (
    select
        org_code,
        unit_level,
        unit_id,
        year,
        survey_type,
        item,
        evaluator,
        sum(votes) as votes
    from {{ ref('int_topic_vote') }}
    group by org_code, unit_level, unit_id, year, survey_type, item, evaluator
    having sum(votes) > 0
),

in_item as (
    select
        org_code,
        unit_level,
        unit_id,
        year,
        survey_type,
        item,
        sum(votes) as votes
    from voted
    group by org_code, unit_level, unit_id, year, survey_type, item
),

in_unit as (
    select
        org_code,
        unit_level,
        unit_id,
        year,
        survey_type,
        sum(votes) as votes,
        min(votes) as least_item
    from in_item
    group by org_code, unit_level, unit_id, year, survey_type
),

-- A school or area is above an organisation that has all its votes in it and in no other; a 联合党支部 is under its area.
placed as (
    select
        org_code,
        year,
        survey_type,
        min(votes) as votes,
        min(least_item) as least_item,
        case
            when
                count(case when unit_level = 'school' then 1 end) = 1
                and max(case when unit_level = 'school' then votes end) = max(votes)
                then max(case when unit_level = 'school' then unit_id end)
        end as school_id,
        case
            when
                count(case when unit_level = 'area' then 1 end) = 1
                and max(case when unit_level = 'area' then votes end) = max(votes)
                then max(case when unit_level = 'area' then unit_id end)
        end as area_id
    from in_unit
    group by org_code, year, survey_type
),

class as (
    select
        org_code,
        year,
        survey_type,
        item,
        evaluator,
        min(votes) as votes
    from voted
    group by org_code, year, survey_type, item, evaluator
),

sized as (
    select
        class.*,
        placed.school_id,
        coalesce(placed.area_id, '') as area_id,
        placed.votes as whole_votes,
        placed.least_item,
        fewest.of_survey,
        fewest.of_class,
        class.votes < fewest.of_class as is_few,
        case
            when placed.votes < fewest.of_survey then 'whole'
            when placed.least_item < fewest.of_survey then 'parts'
            when
                min(class.votes) over (partition by class.org_code, class.year, class.survey_type, class.item)
                < fewest.of_class
                then 'class'
        end as few_in
    from class
    inner join placed
        on
            class.org_code = placed.org_code
            and class.year = placed.year
            and class.survey_type = placed.survey_type
    cross join fewest
),

ranked as (
    select
        sized.*,
        sum(case when is_few then votes else 0 end) over (partition by org_code, year, survey_type, item) as few_votes,
        row_number() over (
            partition by org_code, year, survey_type, item, is_few order by votes asc nulls last, evaluator asc nulls last
        ) as next_smallest
    from sized
)

select
    org_code,
    year,
    survey_type,
    item,
    evaluator,
    school_id,
    area_id,
    votes,
    whole_votes,
    least_item,
    of_survey,
    of_class,
    few_in,
    coalesce(few_in = 'class' and (is_few or (few_votes < of_class and next_smallest = 1)), false) as gives_away
from ranked
