-- Kind `frequency`, N times a year: owed = floor(N x m / 12), m = whole months of the year that had ended by the as-of day with
-- the organisation active throughout; held in the year up to the as-of day counts up to what is owed.
-- Grain: one row an indicator, organisation and year in which something is owed.
{%- set times = required_times('indicator', 'scope') %}
with owed as (
    select
        indicator.indicator_code,
        scope.org_code,
        scope.period_start,
        scope.closing_day,
        scope.judged_on,
        max(cast(floor({{ times }} * coalesce(lived.whole_months, 0) / 12.0) as integer)) as full_year,
        cast(floor({{ times }} * count(months.period_start) / 12.0) as integer) as owed
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and scope.period_type = 'year'
    left join {{ ref('int_months_lived') }} as lived
        on
            scope.org_code = lived.org_code
            and scope.year = lived.year
    left join {{ ref('int_period') }} as months
        on
            months.period_type = 'month'
            and scope.year = months.year
            and months.is_closed
            and scope.active_from <= months.period_start
            and scope.active_to >= months.period_end
    where indicator.method = 'frequency_year'
    group by
        indicator.indicator_code, {{ times }}, scope.org_code, scope.period_start, scope.closing_day, scope.judged_on
)

select
    owed.indicator_code,
    owed.org_code,
    'year' as period_type,
    owed.period_start,
    owed.judged_on as counted_on,
    cast(least(count(held.row_key), owed.owed) as double) as numerator,
    cast(owed.owed as double) as denominator,
    cast(greatest(0, owed.full_year - count(held.row_key)) as double) as still_owed
from owed
left join {{ ref('int_indicator_row') }} as held
    on
        owed.indicator_code = held.indicator_code
        and owed.org_code = held.org_code
        and held.is_first
        and held.row_date between owed.period_start and owed.closing_day
where owed.owed > 0
group by owed.indicator_code, owed.org_code, owed.period_start, owed.judged_on, owed.owed, owed.full_year
