-- The rows that feed each indicator's numerator and denominator. A row that matches two of the wanted categories counts once.
-- Grain: one row an indicator, side and landed row.
select
    chosen.indicator_code,
    chosen.side,
    chosen.measure,
    rows_in.row_key,
    rows_in.org_code,
    rows_in.row_date,
    -- A register sent later may end an organisation before its last rows: they count where it was on its last day.
    least(greatest(rows_in.row_date, max(life.active_from)), max(life.active_to)) as counted_on,
    max(rows_in.person_key) as person_key,
    max(rows_in.form) as form,
    max(rows_in.item) as item,
    max(rows_in.evaluator) as evaluator,
    max(rows_in.until_date) as until_date,
    max(rows_in.amount) as amount
from {{ source('landed', 'indicator_measure') }} as chosen
inner join {{ ref('int_measure_row') }} as rows_in
    on
        chosen.measure = rows_in.measure
        and (chosen.category is null or chosen.category = rows_in.category)
inner join {{ ref('int_organisation_life') }} as life on rows_in.org_code = life.org_code
group by chosen.indicator_code, chosen.side, chosen.measure, rows_in.row_key, rows_in.org_code, rows_in.row_date
