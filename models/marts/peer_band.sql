-- What the middle half and the middle four fifths of a peer group (same 学段 and size) reached, period by period: the bands under a trend.
-- A group is left out where one of its units would have fewer peers than data/standards/disclosure.csv asks for.
-- Grain: one row an indicator, unit level, peer group, period type and period.
with valued as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit.peer_group,
        unit_value.period_type,
        unit_value.period_start,
        unit_value.year,
        unit_value.value
    from {{ ref('indicator_value') }} as unit_value
    inner join {{ ref('dim_unit') }} as unit
        on
            unit_value.unit_level = unit.unit_level
            and unit_value.unit_id = unit.unit_id
    inner join {{ ref('dim_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
    where
        unit.peer_group is not null
        and unit_value.breakdown is null
        and unit_value.value is not null
        and not unit_value.is_suppressed
        and not unit_value.rests_on_few
        and not indicator.is_confidential
        and indicator.may_judge
),

banded as (
    select
        indicator_code,
        unit_level,
        peer_group,
        period_type,
        period_start,
        year,
        count(*) as units,
        {{ peer_quantiles('value') }}
    from valued
    group by indicator_code, unit_level, peer_group, period_type, period_start, year
)

select
    banded.indicator_code,
    banded.unit_level,
    banded.peer_group,
    banded.period_type,
    banded.period_start,
    banded.year,
    cast(banded.units as bigint) as units,
    banded.peer_p10,
    banded.peer_p25,
    banded.peer_median,
    banded.peer_p75,
    banded.peer_p90
from banded
cross join {{ ref('disclosure') }} as disclosure
where disclosure.rule = 'smallest_peer_group' and banded.units > disclosure.threshold
