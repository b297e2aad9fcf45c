-- What:  what organisations contributed is what the district shows, for every indicator, period and breakdown.
-- Why:   an organisation that belongs to no unit, or to two, would lose rows or count them twice without a word.
-- Mend:  models/intermediate/int_unit_organisation.sql; look for the organisation whose stretches overlap or have a gap.
with contributed as (
    select
        contribution.indicator_code,
        part.period_type,
        part.period_start,
        coalesce(contribution.breakdown, '') as breakdown,
        sum(contribution.numerator) as numerator,
        sum(contribution.denominator) as denominator
    from {{ ref('int_contribution') }} as contribution
    inner join {{ ref('int_indicator') }} as indicator on contribution.indicator_code = indicator.indicator_code
    inner join {{ ref('int_period_part') }} as part
        on
            contribution.period_type = part.base_period
            and contribution.period_start = part.base_start
    where
        indicator.method in ('row_ratio', 'row_total')
        or exists (
            select 1 from {{ ref('int_reported') }} as reported
            where
                reported.presence = indicator.fed_by
                and reported.org_code = contribution.org_code
                and reported.year = extract(year from contribution.period_start)
        )
    group by contribution.indicator_code, part.period_type, part.period_start, coalesce(contribution.breakdown, '')
),

shown as (
    select
        indicator_code,
        period_type,
        period_start,
        coalesce(breakdown, '') as breakdown,
        numerator,
        denominator
    from {{ ref('int_unit_count') }}
    where unit_level = 'district'
)

select
    contributed.indicator_code,
    contributed.period_type,
    contributed.period_start,
    contributed.numerator,
    shown.numerator as shown
from contributed
left join shown
    on
        contributed.indicator_code = shown.indicator_code
        and contributed.period_type = shown.period_type
        and contributed.period_start = shown.period_start
        and contributed.breakdown = shown.breakdown
where
    shown.numerator is null
    or abs(contributed.numerator - shown.numerator) > 1e-6
    or abs(contributed.denominator - shown.denominator) > 1e-6
