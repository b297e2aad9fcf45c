-- The rows that feed each figure of a work report (data/work_report). A row that matches two of the wanted categories counts once.
-- What an organisation holds or keeps up (links, honours) ends with the organisation; what a person holds does not.
-- Grain: one row a figure, side and landed row.
select
    chosen.figure,
    chosen.side,
    rows_in.row_key,
    rows_in.org_code,
    rows_in.row_date,
    least(
        coalesce(min(rows_in.until_date), {{ last_day_of_all() }}),
        case when max(rows_in.person_key) is null then max(life.active_to) else {{ last_day_of_all() }} end
    ) as until_date,
    coalesce(max(rows_in.subject), rows_in.row_key) as subject,
    max(rows_in.amount) as amount
from {{ ref('stg_figure_measure') }} as chosen
inner join {{ ref('int_measure_row') }} as rows_in
    on
        chosen.measure = rows_in.measure
        and (chosen.category is null or chosen.category = rows_in.category)
        and (chosen.containing is null or rows_in.category like '%' || chosen.containing || '%')
        and (chosen.level is null or chosen.level = rows_in.level)
inner join {{ ref('int_organisation_life') }} as life on rows_in.org_code = life.org_code
group by chosen.figure, chosen.side, rows_in.row_key, rows_in.org_code, rows_in.row_date
