-- What every organisation (of 党的组织覆盖率: every school) adds to a value of a unit: the sums behind 为什么变了. Only kinds whose unit is
-- the sum of those below it in numerator and denominator; a 联合党支部 stands once in its area and district, and in each of its schools.
-- An open year is held against the rows of the last one that were dated up to its same day (`is_same_day`): these stand beside the whole year.
-- Grain: one row an indicator, district, area or school, period (whole, or up to the same day) and contributor.
with added as (
    select
        indicator_code,
        unit_level,
        unit_id,
        period_type,
        period_start,
        false as is_same_day,
        'organisation' as contributor_level,
        org_code as contributor_id,
        numerator,
        denominator
    from {{ ref('int_unit_contribution') }}
    where breakdown is null and unit_level in ('district', 'area', 'school')
    union all
    select
        indicator_code,
        unit_level,
        unit_id,
        'year' as period_type,
        year_start as period_start,
        true as is_same_day,
        'organisation' as contributor_level,
        org_code as contributor_id,
        sum(numerator) as numerator,
        sum(denominator) as denominator
    from {{ ref('int_pace_added') }}
    where is_same_day and unit_level in ('district', 'area', 'school')
    group by indicator_code, unit_level, unit_id, year_start, org_code
    union all
    select
        indicator.indicator_code,
        school.unit_level,
        school.unit_id,
        'year' as period_type,
        school.period_start,
        false as is_same_day,
        'school' as contributor_level,
        school.school_code as contributor_id,
        cast(school.is_covered as double) as numerator,
        cast(1 as double) as denominator
    from {{ ref('int_indicator') }} as indicator
    cross join {{ ref('int_unit_school_covered') }} as school
    where indicator.method = 'school_coverage'
    union all
    select
        indicator.indicator_code,
        roll.unit_level,
        roll.unit_id,
        'year' as period_type,
        roll.period_start,
        false as is_same_day,
        'organisation' as contributor_level,
        roll.org_code as contributor_id,
        sum(roll.persons) as numerator,
        sum(roll.members) as denominator
    from {{ ref('int_indicator') }} as indicator
    cross join (
        select
            null as indicator_code,
            unit_level,
            unit_id,
            period_start,
            org_code,
            0 as persons,
            members
        from {{ ref('int_unit_roll') }}
        union all
        select
            indicator_code,
            unit_level,
            unit_id,
            period_start,
            org_code,
            1 as persons,
            0 as members
        from {{ ref('int_unit_person') }}
    ) as roll
    where
        indicator.method = 'person_rate'
        and coalesce(roll.indicator_code, indicator.indicator_code) = indicator.indicator_code
        and roll.unit_level in ('district', 'area', 'school')
    group by indicator.indicator_code, roll.unit_level, roll.unit_id, roll.period_start, roll.org_code
)

select
    added.indicator_code,
    added.unit_level,
    added.unit_id,
    added.period_type,
    added.period_start,
    added.is_same_day,
    added.contributor_level,
    added.contributor_id,
    cast(added.numerator as double) as numerator,
    cast(added.denominator as double) as denominator
from added
inner join {{ ref('int_indicator') }} as indicator on added.indicator_code = indicator.indicator_code
where
    indicator.kind in ('ratio', 'rate', 'coverage', 'frequency')
    and (added.numerator <> 0 or added.denominator <> 0)
