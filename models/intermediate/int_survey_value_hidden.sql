-- Yearly sums of votes that nobody is told, by what counts them: indicators and, for a whole survey, figures of the work report. Of units and,
-- for the rows that stand behind them, of organisations.
-- Grain: one row an indicator or figure, unit, year and breakdown (null for the whole).
with counting as (
    select
        indicator.indicator_code as counted,
        measure.category as survey_type
    from {{ ref('stg_indicator') }} as indicator
    inner join {{ ref('stg_indicator_measure') }} as measure on indicator.indicator_code = measure.indicator_code
    where indicator.fed_by = 'survey'
    union all
    select
        figure.figure as counted,
        measure.category as survey_type
    from {{ ref('stg_figure') }} as figure
    inner join {{ ref('stg_figure_measure') }} as measure on figure.figure = measure.figure
    where figure.fed_by = 'survey'
)

select distinct
    counting.counted,
    cell.unit_level,
    cell.unit_id,
    cell.year,
    nullif(cell.item || cell.evaluator, '') as breakdown
from {{ ref('int_survey_hidden') }} as cell
inner join counting on counting.survey_type is null or cell.survey_type = counting.survey_type
where cell.item = '' or cell.evaluator = ''
