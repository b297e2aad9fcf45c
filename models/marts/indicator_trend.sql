-- Whether a share moves: the chi-square test for a linear trend (Cochran 1954, Armitage 1955) over its last five closed periods that have
-- a value, at 99.8% (9.5495, as the English public health profiles do). Months are too short for a branch, so what is counted by month
-- is tested by quarter. Five points can reach the limit only if their bases add up to as much; with fewer than five points or a smaller
-- base nothing is said. Means and counts are not tested.
-- Grain: one row an indicator, unit and year: as of the newest such period of that year or the year before.
{%- set limit = '9.5495' %}
with point as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.year,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.numerator,
        unit_value.denominator,
        indicator.direction,
        indicator.unit = '%' and indicator.kind in ('frequency', 'ratio', 'coverage') as is_share,
        row_number() over (
            partition by unit_value.indicator_code, unit_value.unit_level, unit_value.unit_id
            order by unit_value.period_start nulls last
        ) as place
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.breakdown is null
        and unit_value.is_closed
        and unit_value.value is not null
        and not unit_value.is_suppressed
        and not unit_value.rests_on_few
        and not indicator.is_confidential
        and unit_value.period_type = case indicator.base_period when 'month' then 'quarter' else indicator.base_period end
),

{% set last_five -%}
over (
    partition by indicator_code, unit_level, unit_id
    order by period_start nulls last rows between 4 preceding and current row
)
{%- endset -%}
-- The place in the row of points is the score of the test; which number it begins with makes no difference.
summed as (
    select
        point.*,
        count(*) {{ last_five }} as points,
        min(period_start) {{ last_five }} as first_start,
        sum(denominator) {{ last_five }} as n,
        sum(numerator) {{ last_five }} as x,
        sum(denominator * place) {{ last_five }} as n_place,
        sum(numerator * place) {{ last_five }} as x_place,
        sum(denominator * place * place) {{ last_five }} as n_place_place,
        max(case when numerator > denominator then 1 else 0 end) {{ last_five }} as is_no_share
    from point
),

tested as (
    select
        summed.*,
        case
            when not is_share or is_no_share = 1 then 'not_computed'
            when points < 5 or n < {{ limit }} then 'too_few'
            else 'tested'
        end as outcome,
        x_place - x * n_place / nullif(n, 0) as slope,
        x / nullif(n, 0) * (1 - x / nullif(n, 0)) * (n_place_place - n_place * n_place / nullif(n, 0)) as variance
    from summed
),

seen_from as (
    select
        tested.*,
        tested.year + later.years as seen_year,
        row_number() over (
            partition by tested.indicator_code, tested.unit_level, tested.unit_id, tested.year + later.years
            order by tested.period_start desc nulls last
        ) as newest_first
    from tested
    cross join (
        select 0 as years
        union all
        select 1 as years
    ) as later
),

judged as (
    select
        seen_from.*,
        case when outcome = 'tested' then coalesce(slope * slope / nullif(variance, 0), 0.0) end as chi_square
    from seen_from
    cross join {{ ref('int_run') }} as run
    where newest_first = 1 and seen_year <= extract(year from run.as_of)
)

select
    indicator_code,
    unit_level,
    unit_id,
    cast(seen_year as integer) as year,
    period_type,
    cast(points as bigint) as points,
    first_start,
    period_start as last_start,
    cast(n as double) as base,
    chi_square,
    case
        when outcome <> 'tested' then outcome
        when chi_square < {{ limit }} then 'none'
        when slope > 0 then 'up'
        else 'down'
    end as trend,
    case
        when chi_square is null or chi_square < {{ limit }} then null
        when direction = 'none' then 'no_judgement'
        when (slope > 0) = (direction = 'higher') then 'better'
        else 'worse'
    end as verdict
from judged
