-- The rows that feed each indicator's numerator, denominator and shares. A row that matches two of the wanted categories counts
-- once: `is_first` marks the one of its category rows that stands for it; the others serve breakdowns by kind.
-- Grain: one row an indicator, side, landed row and category.
select
    chosen.indicator_code,
    chosen.side,
    chosen.measure,
    rows_in.row_key,
    rows_in.org_code,
    rows_in.row_date,
    -- A register sent later may end an organisation before its last rows: they count where it was on its last day.
    least(greatest(rows_in.row_date, life.active_from), life.active_to) as counted_on,
    rows_in.category as kind,
    rows_in.person_key,
    rows_in.form,
    rows_in.item,
    rows_in.evaluator,
    rows_in.band,
    rows_in.field,
    rows_in.level,
    rows_in.until_date,
    rows_in.amount,
    row_number() over (
        partition by
            chosen.indicator_code, chosen.side, chosen.measure, rows_in.row_key, rows_in.org_code, rows_in.row_date
        order by rows_in.category nulls last
    ) = 1 as is_first
from {{ ref('stg_indicator_measure') }} as chosen
inner join {{ ref('int_measure_row') }} as rows_in
    on
        chosen.measure = rows_in.measure
        and (chosen.category is null or chosen.category = rows_in.category)
inner join {{ ref('int_organisation_life') }} as life on rows_in.org_code = life.org_code
