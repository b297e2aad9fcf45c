-- Discipline of district and areas, as everybody but 纪检 is told it: of a year nothing until it may be told (int_discipline_counted), then
-- its counts; anew when a half of it has closed, and where no sum of them moved by few (int_discipline_year). `was_hidden`: whether it
-- was hidden when it was told, null in a year that is told for the first time or for a half that has closed.
-- Grain: one row an indicator, unit (district or area), year and breakdown (null for the whole) of a year that is told.
with fresh as (
    select
        counted.*,
        case
            -- Of a home whose register was lost nobody knows what was told.
            when told_year.year is null and previous.told_is_lost then true
            when told_year.year is not null and not told_year.is_due then told.is_hidden
        end as was_hidden,
        case when told_year.is_due or coalesce(told_year.has_moved, true) then run.build_id else told.told_by end as told_by,
        case when told_year.is_due or coalesce(told_year.has_moved, true) then run.as_of else told.told_on end as told_on
    from {{ ref('int_discipline_counted') }} as counted
    cross join {{ ref('int_run') }} as run
    cross join {{ ref('stg_previous_run') }} as previous
    left join {{ ref('int_discipline_year') }} as told_year on counted.year = told_year.year
    left join {{ ref('stg_previous_told') }} as told
        on
            counted.indicator_code = told.indicator_code
            and counted.unit_level = told.unit_level
            and counted.unit_id = told.unit_id
            and counted.year = told.year
            and coalesce(counted.breakdown, '') = coalesce(told.breakdown, '')
    where
        told_year.year is null
        or told_year.is_due
        -- What was not told before is not told now either.
        or (not told_year.stands and told.year is not null)
)

select * from fresh
union all
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
    told.is_hidden as was_hidden,
    told.told_by,
    told.told_on
from {{ ref('stg_previous_told') }} as told
inner join {{ ref('int_discipline_year') }} as told_year on told.year = told_year.year
where told_year.stands and not told_year.is_due
