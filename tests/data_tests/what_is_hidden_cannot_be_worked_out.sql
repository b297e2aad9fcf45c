-- What:  a small count of discipline, of a whole or of a part (四种形态), is never open; among the areas of a year none or at least
--        two are hidden, and of the parts all or none.
-- Why:   a single hidden area is the district less the others; counts of 1-4 name people.
-- Mend:  the rule stands in models/intermediate/int_discipline_hidden.sql (over builds: int_discipline_year.sql), its threshold in data/standards/disclosure.csv.
with cell as (
    select
        value.year,
        value.unit_level,
        value.unit_id,
        max(case when value.is_hidden and value.breakdown is null then 1 else 0 end) as is_hidden,
        max(case when value.is_hidden and value.breakdown is not null then 1 else 0 end) as has_hidden_part,
        max(case when not value.is_hidden and value.breakdown is not null then 1 else 0 end) as has_open_part,
        max(case when not value.is_hidden and value.numerator > 0 and value.numerator < smallest.threshold then 1 else 0 end)
            as is_open
    from {{ ref('told_discipline') }} as value
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    group by value.year, value.unit_level, value.unit_id
)

select
    year,
    unit_level,
    sum(is_hidden) as hidden,
    sum(is_open) as open_small
from cell
group by year, unit_level
having
    sum(is_open) > 0
    or (unit_level = 'area' and sum(is_hidden) = 1 and count(*) > 1)
    or (max(has_hidden_part) = 1 and max(has_open_part) = 1)
