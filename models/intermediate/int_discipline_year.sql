-- Years of which discipline was told before, and whether they may be told anew: `is_due` when a half of the year has closed since, long enough
-- ago that late decisions have come in; else what was told `stands`, unless each count, shown or hidden, and what is in no area, moved by
-- nothing or by no less than the smallest count that may be shown, and all of them one way, so that no sum of them moved by less; and no
-- count that was shown became small.
-- Grain: one row a year that was told.
with side as (
    select
        year,
        indicator_code,
        coalesce(breakdown, '') as breakdown,
        case when unit_level = 'area' then unit_id else '' end as area_id,
        coalesce(numerator, 0) as counted,
        1 as is_now
    from {{ ref('int_discipline_counted') }}
    union all
    select
        year,
        indicator_code,
        coalesce(breakdown, '') as breakdown,
        case when unit_level = 'area' then unit_id else '' end as area_id,
        -coalesce(numerator, 0) as counted,
        0 as is_now
    from {{ ref('stg_previous_told') }}
),

-- An indicator that only one of the two has tells nothing by a difference.
counted_twice as (
    select
        year,
        indicator_code
    from side
    group by year, indicator_code
    having min(is_now) < max(is_now)
),

moved as (
    select
        side.year,
        side.indicator_code,
        side.breakdown,
        side.area_id,
        sum(side.counted) as moved
    from side
    inner join counted_twice on side.year = counted_twice.year and side.indicator_code = counted_twice.indicator_code
    group by side.year, side.indicator_code, side.breakdown, side.area_id
),

-- The district's own is what is in no area.
moved_apart as (
    select
        year,
        indicator_code,
        breakdown,
        area_id,
        moved
    from moved
    where area_id <> ''
    union all
    select
        year,
        indicator_code,
        breakdown,
        '' as area_id,
        sum(case when area_id = '' then moved else -moved end) as moved
    from moved
    group by year, indicator_code, breakdown
),

moved_year as (
    select
        moved_apart.year,
        max(case when moved_apart.moved <> 0 then 1 else 0 end) as has_moved,
        max(case when moved_apart.moved <> 0 and abs(moved_apart.moved) < smallest.threshold then 1 else 0 end)
            as has_moved_by_few,
        max(moved_apart.moved) as most,
        min(moved_apart.moved) as least
    from moved_apart
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    group by moved_apart.year
),

half as (
    select
        6 as end_month,
        30 as end_day
    union all
    select
        12 as end_month,
        31 as end_day
),

due_year as (
    select distinct told.year
    from {{ ref('stg_previous_told') }} as told
    cross join half
    cross join {{ ref('int_run') }} as run
    inner join {{ ref('disclosure') }} as wait on wait.rule = 'days_before_discipline_is_told'
    where
        told.told_on < {{ add_days('make_date(told.year, half.end_month, half.end_day)', 'wait.threshold') }}
        and {{ add_days('make_date(told.year, half.end_month, half.end_day)', 'wait.threshold') }} <= run.as_of
),

shows_few as (
    select distinct told.year
    from {{ ref('stg_previous_told') }} as told
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    inner join {{ ref('int_discipline_counted') }} as counted
        on
            told.indicator_code = counted.indicator_code
            and told.unit_level = counted.unit_level
            and told.unit_id = counted.unit_id
            and told.year = counted.year
            and coalesce(told.breakdown, '') = coalesce(counted.breakdown, '')
    where not told.is_hidden and counted.numerator > 0 and counted.numerator < smallest.threshold
)

select
    told.year,
    due_year.year is not null as is_due,
    coalesce(moved_year.has_moved = 1, true) as has_moved,
    coalesce(moved_year.has_moved_by_few = 1 or (moved_year.most > 0 and moved_year.least < 0), true)
    or shows_few.year is not null as stands
from (select distinct year from {{ ref('stg_previous_told') }}) as told
left join moved_year on told.year = moved_year.year
left join shows_few on told.year = shows_few.year
left join due_year on told.year = due_year.year
