-- 片区与学段: how a part of the district (an area, or the schools of a 学段) stands to all the rest of it, pooled, year by year. It differs
-- where its 99.8% interval leaves the rest out: of some forty indicators in nine parts, one in five hundred by chance. A branch of several
-- schools counts in the 学段 of each. Shares only; nothing confidential, no survey of a year that is not over.
-- Grain: one row an indicator, kind of part, part and year.
with valued as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.year,
        unit_value.numerator,
        unit_value.denominator,
        indicator.direction,
        indicator.minimum_base
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.period_type = 'year'
        and unit_value.breakdown is null
        and unit_value.value is not null
        and not unit_value.is_suppressed
        and not unit_value.rests_on_few
        and not indicator.is_confidential
        and indicator.unit = '%'
        and unit_value.numerator <= unit_value.denominator
        and (unit_value.is_closed or coalesce(indicator.feeding_ledger, '') not in ('survey', 'survey_return'))
),

part as (
    select
        indicator_code,
        'area' as part_kind,
        unit_id as part,
        year,
        direction,
        minimum_base,
        numerator,
        denominator
    from valued
    where unit_level = 'area'
    union all
    select
        valued.indicator_code,
        'stage' as part_kind,
        unit.stage as part,
        valued.year,
        valued.direction,
        valued.minimum_base,
        {{ same_every_time('sum(valued.numerator)') }} as numerator,
        {{ same_every_time('sum(valued.denominator)') }} as denominator
    from valued
    inner join {{ ref('dim_unit') }} as unit on valued.unit_level = unit.unit_level and valued.unit_id = unit.unit_id
    where valued.unit_level = 'school' and unit.stage is not null
    group by valued.indicator_code, unit.stage, valued.year, valued.direction, valued.minimum_base
),

beside as (
    select
        part.*,
        {{ same_every_time('sum(numerator) over (partition by indicator_code, part_kind, year)') }} - numerator
            as rest_numerator,
        {{ same_every_time('sum(denominator) over (partition by indicator_code, part_kind, year)') }} - denominator
            as rest_denominator
    from part
),

limited as (
    select
        beside.*,
        100 * numerator / nullif(denominator, 0) as value,
        100 * rest_numerator / nullif(rest_denominator, 0) as rest_value,
        100 * ({{ wilson_limit('numerator', 'denominator', z_998(), 'lower') }}) as lower_998,
        100 * ({{ wilson_limit('numerator', 'denominator', z_998(), 'upper') }}) as upper_998
    from beside
    where denominator >= greatest(minimum_base, 1) and rest_denominator >= greatest(minimum_base, 1)
)

select
    indicator_code,
    part_kind,
    part,
    cast(year as integer) as year,
    numerator,
    denominator,
    value,
    lower_998,
    upper_998,
    rest_value,
    value - rest_value as gap,
    case
        when rest_value between lower_998 - 1e-9 and upper_998 + 1e-9 then 'similar'
        when direction not in ('higher', 'lower') then 'other'
        when (value > rest_value) = (direction = 'higher') then 'better'
        else 'worse'
    end as verdict
from limited
