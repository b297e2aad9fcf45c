-- What:  what the organisations add to a value adds up to its numerator and denominator, for whole periods and, for what an open year is
--        held against, up to the same day of the last year.
-- Why:   why a number changed is told by them; a remainder would be a change that nobody made.
-- Mend:  models/marts/indicator_contribution.sql, or the model of the kind whose count is made another way; of the same day, int_pace_*.sql.
with told as (
    select
        unit_value.indicator_code,
        unit_value.unit_level,
        unit_value.unit_id,
        unit_value.period_type,
        unit_value.period_start,
        false as is_same_day,
        unit_value.numerator,
        unit_value.denominator
    from {{ ref('indicator_value') }} as unit_value
    where unit_value.breakdown is null and unit_value.value is not null
    union all
    select
        before.indicator_code,
        before.unit_level,
        before.unit_id,
        'year' as period_type,
        make_date(before.year - 1, 1, 1) as period_start,
        true as is_same_day,
        before.numerator_before as numerator,
        before.denominator_before as denominator
    from {{ ref('year_change') }} as before
    where not before.is_closed and before.value_before is not null
)

select
    told.*,
    sum(contribution.numerator) as numerator_added,
    sum(contribution.denominator) as denominator_added
from told
inner join {{ ref('int_indicator') }} as indicator on told.indicator_code = indicator.indicator_code
left join {{ ref('indicator_contribution') }} as contribution
    on
        told.indicator_code = contribution.indicator_code
        and told.unit_level = contribution.unit_level
        and told.unit_id = contribution.unit_id
        and told.period_type = contribution.period_type
        and told.period_start = contribution.period_start
        and told.is_same_day = contribution.is_same_day
where
    told.unit_level in ('district', 'area', 'school')
    and indicator.kind in ('ratio', 'rate', 'coverage', 'frequency')
group by
    told.indicator_code, told.unit_level, told.unit_id, told.period_type, told.period_start, told.is_same_day,
    told.numerator, told.denominator
having
    abs(told.numerator - coalesce(sum(contribution.numerator), 0)) > 1e-6
    or abs(told.denominator - coalesce(sum(contribution.denominator), 0)) > 1e-6
