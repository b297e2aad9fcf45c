-- Kinds `total` and `rate` of persons: each person once inside a unit, so a parent is not the sum of its children. Rates are per
-- member on the roll on the closing day.
-- Grain: one row an indicator, unit and year in which the ledger was received from anyone.
with counted as (
    select
        indicator_code,
        unit_level,
        unit_id,
        period_start,
        count(*) as persons
    from {{ ref('int_unit_person') }}
    group by indicator_code, unit_level, unit_id, period_start
),

members as (
    select
        unit_level,
        unit_id,
        period_start,
        sum(members) as members
    from {{ ref('int_unit_roll') }}
    group by unit_level, unit_id, period_start
)

select
    indicator.indicator_code,
    unit.unit_level,
    unit.unit_id,
    'year' as period_type,
    period.period_start,
    cast(coalesce(counted.persons, 0) as double) as numerator,
    case when indicator.method = 'person_rate' then cast(coalesce(members.members, 0) as double) end as denominator
from {{ ref('int_indicator') }} as indicator
cross join {{ ref('int_period') }} as period
cross join {{ ref('int_unit') }} as unit
left join counted
    on
        indicator.indicator_code = counted.indicator_code
        and unit.unit_level = counted.unit_level
        and unit.unit_id = counted.unit_id
        and period.period_start = counted.period_start
left join members
    on
        unit.unit_level = members.unit_level
        and unit.unit_id = members.unit_id
        and period.period_start = members.period_start
where
    indicator.method in ('person_total', 'person_rate')
    and period.period_type = 'year'
    and exists (
        select 1 from {{ ref('int_reported') }} as reported
        where reported.presence = indicator.fed_by and reported.year = period.year
    )
