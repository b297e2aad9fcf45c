-- What of the discipline that is told of district and areas (int_discipline_told) nobody but 纪检 may read within a build (DESIGN: 纪律数据), for
-- every page, topic and pack alike.
-- Grain: one row a unit (district or area) and year in which something of it is hidden.
with counted as (
    select
        value.unit_level,
        value.unit_id,
        value.year,
        value.breakdown is not null as is_part,
        value.numerator > 0 and value.numerator < smallest.threshold as is_few,
        case when indicator.kind = 'total' then value.numerator end as persons
    from {{ ref('int_discipline_told') }} as value
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    left join {{ ref('int_indicator') }} as indicator on value.indicator_code = indicator.indicator_code
),

cell as (
    select
        unit_level,
        unit_id,
        year,
        max(case when is_few and not is_part then 1 else 0 end) as is_small,
        max(case when is_few and is_part then 1 else 0 end) as has_small_part,
        coalesce(sum(persons), 0) as persons
    from counted
    group by unit_level, unit_id, year
),

ranked as (
    select
        cell.*,
        sum(is_small) over (partition by unit_level, year) as small_cells,
        max(has_small_part) over (partition by unit_level, year) as has_small_parts,
        row_number() over (
            partition by unit_level, year
            order by
                is_small asc nulls last,
                case when persons > 0 then 0 else 1 end asc nulls last,
                persons asc nulls last,
                unit_id asc nulls last
        ) as next_smallest
    from cell
)

select
    unit_level,
    unit_id,
    year,
    is_small = 1 or (unit_level = 'area' and small_cells = 1 and next_smallest = 1) as hides_all,
    small_cells > 0 or has_small_parts = 1 as hides_parts
from ranked
where small_cells > 0 or has_small_parts = 1
