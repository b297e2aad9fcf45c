-- What:  what the organisations add to a value adds up to its numerator and denominator.
-- Why:   why a number changed is told by them; a remainder would be a change that nobody made.
-- Mend:  models/marts/indicator_contribution.sql, or the model of the kind whose count is made another way.
select
    unit_value.indicator_code,
    unit_value.unit_level,
    unit_value.unit_id,
    unit_value.period_start,
    unit_value.numerator,
    unit_value.denominator,
    sum(contribution.numerator) as numerator_added,
    sum(contribution.denominator) as denominator_added
from {{ ref('indicator_value') }} as unit_value
inner join {{ ref('int_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
left join {{ ref('indicator_contribution') }} as contribution
    on
        unit_value.indicator_code = contribution.indicator_code
        and unit_value.unit_level = contribution.unit_level
        and unit_value.unit_id = contribution.unit_id
        and unit_value.period_type = contribution.period_type
        and unit_value.period_start = contribution.period_start
where
    unit_value.unit_level in ('district', 'area', 'school')
    and unit_value.breakdown is null
    and unit_value.value is not null
    and indicator.kind in ('ratio', 'rate', 'coverage', 'frequency')
group by
    unit_value.indicator_code, unit_value.unit_level, unit_value.unit_id, unit_value.period_type, unit_value.period_start,
    unit_value.numerator, unit_value.denominator
having
    abs(unit_value.numerator - coalesce(sum(contribution.numerator), 0)) > 1e-6
    or abs(unit_value.denominator - coalesce(sum(contribution.denominator), 0)) > 1e-6
