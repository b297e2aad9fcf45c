-- How deep each shortfall is (差一点, 明显, 严重): by the share reached of what is asked by the day (data/standards/shortfall_band.csv),
-- no more than slight where so little is missing, a step lighter while it can still be made up this year (shortfall_rule.csv).
-- Of a ceiling, the share kept below it: of a rate by what is not over it, of a count by what was allowed.
-- Nothing confidential: a depth would tell a small count.
-- Grain: one row an indicator, unit, period and breakdown that fell short.
with short as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.breakdown,
        unit_value.numerator,
        unit_value.denominator,
        unit_value.value,
        unit_value.unit,
        unit_value.comparison,
        unit_value.standard,
        unit_value.standard * unit_value.due_share as asked,
        not unit_value.is_closed and coalesce(pace.outcome, 'undecided') <> 'impossible' as can_be_made_up
    from {{ ref('int_unit_value') }} as unit_value
    left join {{ ref('int_pace_unit') }} as pace
        on
            unit_value.indicator_code = pace.indicator_code
            and unit_value.unit_level = pace.unit_level
            and unit_value.unit_id = pace.unit_id
            and unit_value.period_type = 'year'
            and unit_value.year = pace.year
            and unit_value.breakdown is null
            and pace.is_open
    where
        {{ dangjian.status_is('unit_value.status', 'short') }}
        and unit_value.unit_level <> 'organisation'
        and not unit_value.is_confidential
),

measured as (
    select
        short.*,
        case
            when comparison = '>=' then 100.0 * value / nullif(asked, 0)
            when unit = '%' then 100.0 * (100 - value) / nullif(100 - standard, 0)
            else 100.0 * standard / nullif(value, 0)
        end as reached,
        case
            when unit = '%' and comparison = '>=' then ceil(asked * denominator / 100 - 1e-9) - numerator
            when unit = '%' then numerator - floor(standard * denominator / 100 + 1e-9)
            when denominator is null then abs(value - asked)
        end as missing
    from short
),

bands as (
    select
        depth,
        coalesce(reached_from, -1e9) as reached_from,
        coalesce(reached_below, 1e9) as reached_below,
        row_number() over (order by coalesce(reached_from, -1e9) desc) as step
    from {{ ref('shortfall_band') }}
),

stepped as (
    select
        measured.*,
        case
            -- One of one is all there was to do, not a little.
            when measured.missing <= few.number and (measured.reached > 0 or measured.comparison = '<=') then 1
            when measured.can_be_made_up then greatest(bands.step - lighter.number, 1)
            else bands.step
        end as step
    from measured
    inner join bands
        on
            measured.reached >= bands.reached_from
            and measured.reached < bands.reached_below
    inner join {{ ref('shortfall_rule') }} as few on few.rule = 'slight_if_missing'
    inner join {{ ref('shortfall_rule') }} as lighter on lighter.rule = 'lighter_if_made_up'
)

select
    stepped.indicator_code,
    stepped.unit_level,
    stepped.unit_id,
    stepped.period_type,
    stepped.period_start,
    stepped.breakdown,
    stepped.reached,
    stepped.missing,
    stepped.can_be_made_up,
    bands.depth
from stepped
inner join bands on stepped.step = bands.step
