-- What the topics (专题) count: activities by attendance, hours by kind, pairings, requests, problems, organisations, honours …
-- Pooled up the as-was tree; counts and sums only, no person and no text.
-- Grain: one row a measure, unit, month, series and category.
select
    counted.measure,
    unit.unit_level,
    unit.unit_id,
    years.year,
    {{ month_start('counted.day') }} as month,
    counted.series,
    counted.category,
    counted.category_order,
    sum(counted.number) as number
from {{ ref('int_topic_row') }} as counted
inner join {{ ref('int_year') }} as years on extract(year from counted.day) = years.year
inner join {{ ref('int_unit_organisation') }} as unit
    on
        counted.org_code = unit.org_code
        and counted.placed_on between unit.valid_from and unit.valid_to
        and unit.unit_level <> 'organisation'
group by
    counted.measure, unit.unit_level, unit.unit_id, years.year, {{ month_start('counted.day') }},
    counted.series, counted.category, counted.category_order
