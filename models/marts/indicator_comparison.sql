-- A school or branch beside its peers (same 学段 and size): their pooled value, quantiles, where it stands among them and whether its
-- interval leaves theirs out. A unit is never compared with itself, nor with fewer peers than data/standards/disclosure.csv asks for;
-- a 分位段 asks for more peers, and for an interval that says the same.
-- The formulas stand in macros/peers.sql, which also serves peers that a reader chooses.
-- Grain: one row an indicator, school or branch and year.
with valued as (
    select
        unit_value.indicator_code,
        unit_value.unit_id,
        unit_value.unit_level,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.year,
        unit_value.numerator,
        unit_value.denominator,
        unit_value.value,
        unit_value.lower_95,
        unit_value.upper_95,
        unit.peer_group,
        indicator.direction,
        indicator.unit,
        indicator.kind
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_unit') }} as unit
        on
            unit_value.unit_level = unit.unit_level
            and unit_value.unit_id = unit.unit_id
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit_value.unit_level in ('school', 'branch')
        and unit_value.period_type = 'year'
        and unit_value.breakdown is null
        and unit_value.value is not null
        and not unit_value.is_suppressed
        and not unit_value.rests_on_few
        and not indicator.is_confidential
        and indicator.may_judge
),

smallest as (
    {{ smallest_groups(ref('disclosure')) }}
),

{{ beside_peers() }}
