-- What:  among the areas of a year none or at least two are hidden, and a small count is never open.
-- Why:   a single hidden area is the district less the others; counts of 1-4 name people.
-- Mend:  the rule stands in models/marts/indicator_value.sql, its threshold in data/standards/disclosure.csv.
with cells as (
    select
        cell.period_start,
        cell.unit_id,
        cell.unit_level,
        max(case when cell.is_suppressed then 1 else 0 end) as is_hidden,
        max(case when not cell.is_suppressed and indicator.kind = 'total' and cell.numerator between 1 and 4 then 1 else 0 end)
            as is_open
    from {{ ref('indicator_value') }} as cell
    inner join {{ ref('dim_indicator') }} as indicator on cell.indicator_code = indicator.indicator_code
    where indicator.is_confidential and cell.unit_level in ('district', 'area')
    group by cell.period_start, cell.unit_id, cell.unit_level
)

select
    period_start,
    sum(is_hidden) as hidden,
    sum(is_open) as open_small
from cells
where unit_level = 'area'
group by period_start
having (sum(is_hidden) = 1 and count(*) > 1) or sum(is_open) > 0
