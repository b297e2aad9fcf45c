-- The rows that feed each indicator's numerator, denominator and shares. A row that matches two of the wanted categories counts
-- once: `is_first` marks the one of its category rows that stands for it; the others serve breakdowns by kind.
-- Grain: one row an indicator, side, landed row and category.
{%- set columns = [
    'indicator_code', 'side', 'measure', 'row_key', 'org_code', 'row_date', 'counted_on', 'kind', 'person_key', 'form', 'item',
    'evaluator', 'band', 'field', 'level', 'until_date', 'amount',
] %}
-- Few rows have several categories, and only those need be put in order.
with several as (
    select
        measure,
        row_key,
        org_code,
        row_date
    from {{ ref('int_measure_row') }}
    group by measure, row_key, org_code, row_date
    having count(*) > 1
),

matched as (
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
        several.row_key is not null as has_several
    from {{ ref('stg_indicator_measure') }} as chosen
    inner join {{ ref('int_measure_row') }} as rows_in
        on
            chosen.measure = rows_in.measure
            and (chosen.category is null or chosen.category = rows_in.category)
    inner join {{ ref('int_organisation_life') }} as life on rows_in.org_code = life.org_code
    left join several
        on
            rows_in.measure = several.measure
            and rows_in.row_key = several.row_key
            and rows_in.org_code = several.org_code
            and rows_in.row_date = several.row_date
)

select
    {{ columns | join(',\n    ') }},
    true as is_first
from matched
where not has_several
union all
select
    {{ columns | join(',\n    ') }},
    row_number() over (
        partition by indicator_code, side, measure, row_key, org_code, row_date
        order by kind nulls last
    ) = 1 as is_first
from matched
where has_several
