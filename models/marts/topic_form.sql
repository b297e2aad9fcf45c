-- 四种形态 by year for district and areas. Hidden from all but 纪检 where D05 is, and stricter: a year with a form of 1-4 decisions is
-- hidden whole, and one such area hides all areas of the year, or the district less the others would give it away. No person.
-- Grain: one row a unit, year and form.
with smallest as (
    select threshold from {{ ref('disclosure') }}
    where rule = 'smallest_shown_count'
),

form as (
    select
        unit_level,
        unit_id,
        year,
        breakdown as form,
        coalesce(numerator, 0) as decisions,
        is_suppressed
    from {{ ref('indicator_value') }}
    where
        indicator_code = 'D05'
        and period_type = 'year'
        and breakdown is not null
        and unit_level in ('district', 'area')
),

small as (
    select
        form.unit_level,
        form.year,
        max(
            case
                when form.is_suppressed or (form.decisions > 0 and form.decisions < smallest.threshold) then 1
                else 0
            end
        ) as is_small
    from form
    cross join smallest
    group by form.unit_level, form.year
)

select
    form.unit_level,
    form.unit_id,
    form.year,
    form.form,
    cast(form.decisions as double) as decisions,
    small.is_small = 1 as is_suppressed
from form
inner join small on form.unit_level = small.unit_level and form.year = small.year
