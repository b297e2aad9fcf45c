-- The register of what everybody but 纪检 was told of discipline, hidden counts too: pages show these figures, and the next build holds its
-- own against them. What is hidden stays hidden; more of it where the smallest count that may be shown was raised.
-- Grain: one row an indicator, unit (district or area), year and breakdown (null for the whole) of a year that is told.
with few_year as (
    select distinct told.year
    from {{ ref('int_discipline_told') }} as told
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    where not coalesce(told.was_hidden, false) and told.numerator > 0 and told.numerator < smallest.threshold
)

select
    told.indicator_code,
    told.unit_level,
    told.unit_id,
    told.year,
    told.breakdown,
    told.numerator,
    told.denominator,
    told.value,
    told.status,
    told.lower_95,
    told.upper_95,
    told.lower_998,
    told.upper_998,
    coalesce(told.was_hidden, false)
    or (
        (told.was_hidden is null or few_year.year is not null)
        and (
            coalesce(hidden.hides_all, false)
            or (told.breakdown is not null and coalesce(hidden.hides_parts, false))
        )
    ) as is_hidden,
    told.told_by,
    told.told_on
from {{ ref('int_discipline_told') }} as told
left join few_year on told.year = few_year.year
left join {{ ref('int_discipline_hidden') }} as hidden
    on
        told.unit_level = hidden.unit_level
        and told.unit_id = hidden.unit_id
        and told.year = hidden.year
