-- Cells of surveys that nobody is told (DESIGN: 测评), for every page, topic and pack alike: those with too few votes, and the fewest others
-- that would give them away. Of who is kept back, the item and class where votes are too few and the sums over items or classes
-- that hold it: of a class never the item, of an item never the survey.
-- Grain: one row a unit (organisations too), year, kind of survey, item and class of evaluators; an empty item or class is all.
with few_column as (
    select distinct
        few_in as kind,
        year,
        survey_type,
        case when few_in = 'class' then item else '' end as table_item,
        area_id as few_area,
        item,
        evaluator
    from {{ ref('int_survey_class') }}
    where few_in in ('whole', 'parts') or gives_away
),

column_hidden as (
    select
        few_column.*,
        item as told_item,
        evaluator as told_evaluator
    from few_column
    union all
    select
        few_column.*,
        '' as told_item,
        evaluator as told_evaluator
    from few_column
    union all
    select
        few_column.*,
        item as told_item,
        '' as told_evaluator
    from few_column
    where kind in ('whole', 'parts')
    union all
    select
        few_column.*,
        '' as told_item,
        '' as told_evaluator
    from few_column
    where kind = 'whole'
)

select distinct
    kept_back.unit_level,
    kept_back.unit_id,
    kept_back.year,
    kept_back.survey_type,
    column_hidden.told_item as item,
    column_hidden.told_evaluator as evaluator
from {{ ref('int_survey_kept_back') }} as kept_back
inner join column_hidden
    on
        kept_back.kind = column_hidden.kind
        and kept_back.year = column_hidden.year
        and kept_back.survey_type = column_hidden.survey_type
        and kept_back.table_item = column_hidden.table_item
        and kept_back.few_area = column_hidden.few_area
