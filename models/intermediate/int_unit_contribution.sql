-- What each organisation adds to each unit and period: contributions of the organisations that reported in the base period's year,
-- in the unit they were in on the day they count. What is counted row by row was reported: the rows are the report.
-- Summed once here for the counts of units and for 为什么变了, which both start from it.
-- Grain: one row an indicator, unit, period that the base period is summed into, breakdown and organisation.
select
    contribution.indicator_code,
    unit.unit_level,
    unit.unit_id,
    part.period_type,
    part.period_start,
    part.year,
    contribution.breakdown,
    contribution.org_code,
    sum(contribution.numerator) as numerator,
    sum(contribution.denominator) as denominator
from {{ ref('int_contribution') }} as contribution
inner join {{ ref('int_indicator') }} as indicator on contribution.indicator_code = indicator.indicator_code
inner join {{ ref('int_period_part') }} as part
    on
        contribution.period_type = part.base_period
        and contribution.period_start = part.base_start
inner join {{ ref('int_unit_organisation') }} as unit
    on
        contribution.org_code = unit.org_code
        and contribution.counted_on between unit.valid_from and unit.valid_to
left join {{ ref('int_reported') }} as reported
    on
        indicator.fed_by = reported.presence
        and contribution.org_code = reported.org_code
        and extract(year from contribution.period_start) = reported.year
where indicator.method in ('row_ratio', 'row_total') or reported.org_code is not null
group by
    contribution.indicator_code,
    unit.unit_level,
    unit.unit_id,
    part.period_type,
    part.period_start,
    part.year,
    contribution.breakdown,
    contribution.org_code
