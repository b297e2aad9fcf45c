-- Whole months of a year in which an organisation lives, months to come included as far as its life is known.
-- Grain: one row an organisation and year with any such month.
with months as (
    select
        years.year,
        make_date(years.year, shape.start_month, 1) as month_start,
        {{ add_days(add_months('make_date(years.year, shape.start_month, 1)', 'shape.months'), -1) }} as month_end
    from {{ ref('int_year') }} as years
    cross join {{ ref('period_start_month') }} as shape
    where shape.period_type = 'month'
)

select
    life.org_code,
    months.year,
    count(*) as whole_months
from {{ ref('int_organisation_life') }} as life
inner join months
    on
        life.active_from <= months.month_start
        and life.active_to >= months.month_end
group by life.org_code, months.year
