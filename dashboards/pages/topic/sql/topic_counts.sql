-- One measure of one unit by line (`by`: month, series, year or nothing) and category. Bands come in their order, kinds with the
-- most first.
{% set lines = {
    'month': "strftime(t.month, '%Y-%m')",
    'series': 't.series',
    'year': 'cast(t.year as text)',
    '': "''",
} %}
with counted as (
    select
        {{ lines[by] }} as line,
        t.category,
        max(t.category_order) as category_order,
        sum(t.number) as number
    from marts.topic_count as t
    inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
    where
        t.unit_level = $unit_level
        and t.unit_id = $unit_id
        and t.measure = $measure
        and ($year is null or t.year = $year)
    group by all
)

select
    line,
    category,
    number
from counted
order by category_order asc, sum(number) over (partition by category) desc, category, line asc
