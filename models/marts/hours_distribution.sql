-- How the hours of 集中培训 are spread among the members due, ordinary members and 班子成员 apart as their thresholds are. Bins are four hours
-- wide, so that 24, 32, 40 and 56 学时 are edges of bins; the last one, from 80, is open. Nobody is named.
-- Grain: one row an indicator with a threshold in hours, unit, year and bin that has members.
{%- set width, last = 4, 80 %}
with spread as (
    select
        member.indicator_code,
        unit.unit_level,
        unit.unit_id,
        member.year,
        least({{ last }}, {{ width }} * floor((member.hours + 1e-9) / {{ width }})) as bin_from,
        count(*) as members,
        sum(case when member.is_met then 1 else 0 end) as members_met,
        sum(case when member.whole_months < 12 then 1 else 0 end) as members_prorated
    from {{ ref('int_member_hours') }} as member
    inner join {{ ref('int_indicator') }} as indicator
        on
            member.indicator_code = indicator.indicator_code
            and indicator.method = 'member_coverage'
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            member.org_code = unit.org_code
            and member.closing_day between unit.valid_from and unit.valid_to
            and unit.unit_level <> 'organisation'
    inner join {{ ref('int_reported') }} as reported
        on
            indicator.fed_by = reported.presence
            and member.org_code = reported.org_code
            and member.year = reported.year
    group by
        member.indicator_code, unit.unit_level, unit.unit_id, member.year,
        least({{ last }}, {{ width }} * floor((member.hours + 1e-9) / {{ width }}))
)

select
    spread.indicator_code,
    spread.unit_level,
    spread.unit_id,
    cast(spread.year as integer) as year,
    cast(spread.bin_from as double) as bin_from,
    case when spread.bin_from < {{ last }} then cast(spread.bin_from + {{ width }} as double) end as bin_to,
    cast(spread.members as bigint) as members,
    cast(spread.members_met as bigint) as members_met,
    cast(spread.members_prorated as bigint) as members_prorated,
    sum(spread.members) over (partition by spread.indicator_code, spread.unit_level, spread.unit_id, spread.year)
    < smallest.threshold as is_small
from spread
cross join (
    select threshold from {{ ref('disclosure') }}
    where rule = 'smallest_shown_count'
) as smallest
