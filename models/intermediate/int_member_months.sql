-- k: whole calendar months of the year, ended by the closing day, that a person spent on any roll of the district without a gap,
-- and exempt on no day of them.
-- Closing days are those of the years, and the days on which a forecast is made.
-- Grain: one row a closing day and person.
with years as (
    select
        year,
        closing_day
    from {{ ref('int_period') }}
    where period_type = 'year'
    union
    select
        year,
        forecast_day as closing_day
    from {{ ref('int_pace_day') }}
),

ordered as (
    select
        person_key,
        valid_from,
        valid_to,
        max(valid_to) over (
            partition by person_key order by valid_from nulls last, valid_to nulls last
            rows between unbounded preceding and 1 preceding
        ) as covered_to
    from {{ ref('int_membership') }}
    where valid_from <= valid_to
),

marked as (
    select
        person_key,
        valid_from,
        valid_to,
        sum(
            case
                when
                    covered_to is null
                    or valid_from > {{ add_days('least(covered_to, ' ~ add_days(last_day_of_all(), -1) ~ ')', 1) }}
                    then 1
                else 0
            end
        ) over (
            partition by person_key order by valid_from nulls last, valid_to nulls last
            rows between unbounded preceding and current row
        ) as stretch
    from ordered
),

stretches as (
    select
        person_key,
        min(valid_from) as valid_from,
        max(valid_to) as valid_to
    from marked
    group by person_key, stretch
)

select
    years.closing_day,
    years.year,
    stretches.person_key,
    count(*) as whole_months
from years
inner join {{ ref('int_period') }} as months
    on
        months.period_type = 'month'
        and years.year = months.year
        and years.closing_day >= months.period_end
inner join stretches
    on
        months.period_start >= stretches.valid_from
        and months.period_end <= stretches.valid_to
left join {{ ref('int_exemption') }} as exemption
    on
        stretches.person_key = exemption.person_key
        and months.period_end >= exemption.exempt_from
        and months.period_start <= exemption.exempt_to
where exemption.person_key is null
group by years.closing_day, years.year, stretches.person_key
