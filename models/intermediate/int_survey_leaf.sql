-- What one organisation's votes are to a table of a survey in which somebody has too few: whether it is them, where they are summed
-- into, and how many votes of it could hide them. Tables, one an area of those too few: `whole` (a survey; once more of an indicator
-- that counts some organisations alone), `parts` (its items), `class` (the classes of one item that give each other away).
-- Grain: one row a table and organisation with votes in it.
with counted_alone as (
    select distinct
        contribution.indicator_code,
        contribution.year,
        contribution.org_code
    from {{ ref('int_unit_contribution') }} as contribution
    inner join {{ ref('int_indicator') }} as indicator on contribution.indicator_code = indicator.indicator_code
    inner join {{ ref('scope') }} as rule on indicator.scope = rule.scope
    where
        indicator.fed_by = 'survey'
        and rule.organisation_level <> 'any'
        and contribution.unit_level = 'district'
        and contribution.period_type = 'year'
        and contribution.breakdown is null
),

-- The columns (item and class of evaluators) in which those of an area are too few.
few_column as (
    select distinct
        year,
        survey_type,
        item,
        evaluator,
        few_in,
        area_id as few_area
    from {{ ref('int_survey_class') }}
    where few_in in ('whole', 'parts') or gives_away
),

few_table as (
    select distinct
        few_in as kind,
        year,
        survey_type,
        case when few_in = 'class' then item else '' end as table_item,
        few_area
    from few_column
),

-- One row a table, organisation and column of it.
cell as (
    {%- for counted in ["''", 'alone.indicator_code'] %}
    {%- if not loop.first %}
    union all
    {%- endif %}
    select
        few_table.kind || '|' || {{ counted }} || '|' || few_table.year || '|' || few_table.survey_type
        || '|' || few_table.table_item || '|' || few_table.few_area as table_id,
        few_table.*,
        vote.org_code,
        vote.school_id,
        vote.area_id,
        case when vote.few_in = few_table.kind and vote.area_id = few_table.few_area then 1 else 0 end as is_few,
        vote.item,
        vote.evaluator,
        case few_table.kind
            when 'whole' then vote.whole_votes
            when 'parts' then vote.least_item
            else vote.votes
        end as votes,
        case few_table.kind when 'class' then vote.of_class else vote.of_survey end as least
    from few_table
    inner join {{ ref('int_survey_class') }} as vote
        on
            few_table.year = vote.year
            and few_table.survey_type = vote.survey_type
            and few_table.table_item in ('', vote.item)
    {%- if counted != "''" %}
    inner join counted_alone as alone
        on few_table.kind = 'whole' and vote.org_code = alone.org_code and vote.year = alone.year
    {%- endif %}
    {%- endfor %}
),

-- Who has no votes in a column of the few cannot hide it.
needed as (
    select distinct
        cell.table_id,
        few_column.item,
        few_column.evaluator
    from cell
    inner join few_column
        on
            cell.kind = few_column.few_in
            and cell.year = few_column.year
            and cell.survey_type = few_column.survey_type
            and cell.table_item in ('', few_column.item)
            and cell.few_area = few_column.few_area
),

with_few as (
    select
        table_id,
        count(*) as columns_needed
    from needed
    where
        table_id in (
            select cell.table_id from cell
            where cell.is_few = 1
        )
    group by table_id
)

select
    cell.table_id,
    cell.kind,
    cell.year,
    cell.survey_type,
    cell.table_item,
    cell.few_area,
    cell.org_code,
    cell.school_id,
    cell.area_id,
    cell.least,
    max(cell.is_few) as is_few,
    case when count(needed.item) = max(with_few.columns_needed) then 1 else 0 end as covers,
    case
        when count(needed.item) = max(with_few.columns_needed) then min(case when needed.item is not null then cell.votes end)
        else 0
    end as votes
from cell
inner join with_few on cell.table_id = with_few.table_id
left join needed on cell.table_id = needed.table_id and cell.item = needed.item and cell.evaluator = needed.evaluator
group by
    cell.table_id, cell.kind, cell.year, cell.survey_type, cell.table_item, cell.few_area, cell.org_code, cell.school_id,
    cell.area_id, cell.least
