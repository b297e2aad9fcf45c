-- Kinds `total` and `rate` of persons: each person once inside a unit, so a parent is not the sum of its children.
-- Counted by the day of decision; 影响期 by whether it covers the closing day. Rates are per member on the roll that day.
-- Grain: one row an indicator, unit and year in which the ledger was received from anyone.
with counted as (
    select
        indicator.indicator_code,
        unit.unit_level,
        unit.unit_id,
        period.period_start,
        count(distinct rows_in.person_key) as persons
    from {{ ref('int_indicator') }} as indicator
    cross join {{ ref('int_period') }} as period
    inner join {{ ref('int_indicator_row') }} as rows_in
        on
            indicator.indicator_code = rows_in.indicator_code
            and rows_in.side = 'numerator'
            and rows_in.is_first
            and period.closing_day >= rows_in.row_date
            and (
                (indicator.in_effect and period.closing_day <= rows_in.until_date)
                or (not indicator.in_effect and period.period_start <= rows_in.row_date)
            )
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            rows_in.org_code = unit.org_code
            and rows_in.counted_on between unit.valid_from and unit.valid_to
    where
        indicator.method in ('person_total', 'person_rate')
        and period.period_type = 'year'
    group by indicator.indicator_code, unit.unit_level, unit.unit_id, period.period_start
),

members as (
    select
        unit.unit_level,
        unit.unit_id,
        period.period_start,
        count(*) as members
    from {{ ref('int_period') }} as period
    inner join {{ ref('int_member_on_day') }} as member on period.closing_day = member.judged_on
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            member.org_code = unit.org_code
            and period.closing_day between unit.valid_from and unit.valid_to
    where period.period_type = 'year'
    group by unit.unit_level, unit.unit_id, period.period_start
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
