-- Members on the roll on a year's closing day, in the units of that day: what persons are counted per.
-- Grain: one row a unit, year and organisation.
{{ config(materialized='ephemeral') }}
select
    unit.unit_level,
    unit.unit_id,
    period.period_start,
    member.org_code,
    count(*) as members
from {{ ref('int_period') }} as period
inner join {{ ref('int_member_on_day') }} as member on period.closing_day = member.judged_on
inner join {{ ref('int_unit_organisation') }} as unit
    on
        member.org_code = unit.org_code
        and period.closing_day between unit.valid_from and unit.valid_to
where period.period_type = 'year'
group by unit.unit_level, unit.unit_id, period.period_start, member.org_code
