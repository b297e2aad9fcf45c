-- What:  a small count of discipline, of a whole or of a part (四种形态), is never open; among the areas of a year none or at least
--        two are hidden, and of the parts all or none.
-- Why:   a single hidden area is the district less the others; counts of 1-4 name people.
-- Mend:  the rule stands in models/intermediate/int_discipline_hidden.sql, its threshold in data/standards/disclosure.csv.
with cell as (
    select
        value.period_start,
        value.unit_level,
        value.unit_id,
        max(case when value.is_suppressed and value.breakdown is null then 1 else 0 end) as is_hidden,
        max(case when value.is_suppressed and value.breakdown is not null then 1 else 0 end) as has_hidden_part,
        max(case when not value.is_suppressed and value.breakdown is not null then 1 else 0 end) as has_open_part,
        max(case when not value.is_suppressed and value.numerator > 0 and value.numerator < smallest.threshold then 1 else 0 end)
            as is_open
    from {{ ref('indicator_value') }} as value
    inner join {{ ref('dim_indicator') }} as indicator on value.indicator_code = indicator.indicator_code
    cross join {{ ref('disclosure') }} as smallest
    where
        smallest.rule = 'smallest_shown_count'
        and indicator.is_confidential
        and value.unit_level in ('district', 'area')
    group by value.period_start, value.unit_level, value.unit_id
)

select
    period_start,
    unit_level,
    sum(is_hidden) as hidden,
    sum(is_open) as open_small
from cell
group by period_start, unit_level
having
    sum(is_open) > 0
    or (unit_level = 'area' and sum(is_hidden) = 1 and count(*) > 1)
    or (max(has_hidden_part) = 1 and max(has_open_part) = 1)
