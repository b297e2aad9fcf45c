-- Who should have a value: each indicator, organisation in scope and period, whether anything was due and whether its feeding
-- ledger was sent for the year in which the period began.
-- Grain: one row an indicator, organisation and period.
with due as (
    select distinct
        contribution.indicator_code,
        contribution.org_code,
        part.period_type,
        part.period_start
    from {{ ref('int_contribution') }} as contribution
    inner join {{ ref('int_period_part') }} as part
        on
            contribution.period_type = part.base_period
            and contribution.period_start = part.base_start
    where contribution.denominator > 0
)

select
    indicator.indicator_code,
    scope.org_code,
    scope.period_type,
    scope.period_start,
    scope.judged_on,
    due.org_code is not null
    or (
        scope.is_reporter
        and indicator.method not in ('frequency_period', 'frequency_year', 'member_coverage', 'member_mean')
    ) as is_due,
    indicator.fed_by is null or reported.org_code is not null as is_reported
from {{ source('landed', 'indicator') }} as indicator
inner join {{ ref('period_type') }} as allowed on indicator.base_period = allowed.base_period
inner join {{ ref('int_scope') }} as scope
    on
        indicator.scope = scope.scope
        and allowed.period_type = scope.period_type
left join due
    on
        indicator.indicator_code = due.indicator_code
        and scope.org_code = due.org_code
        and scope.period_type = due.period_type
        and scope.period_start = due.period_start
left join {{ ref('int_reported') }} as reported
    on
        indicator.fed_by = reported.presence
        and scope.org_code = reported.org_code
        and scope.year = reported.year
