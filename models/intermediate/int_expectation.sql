-- Who should have a value: each indicator, organisation and period in which it was in scope at any time (of a longer period: in
-- any of its base periods that are not stopped, 停报), whether anything was due of those that are asked for its feeding ledger, and
-- whether that was sent for the year in which the period began.
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
),

in_scope as (
    select
        indicator.indicator_code,
        indicator.method,
        indicator.fed_by,
        indicator.feeding_ledger,
        scope.org_code,
        part.period_type,
        part.period_start,
        part.year,
        max(scope.judged_on) as judged_on,
        max(case
            when coalesce(ledger.may_be_empty, false) then 0
            when scope.is_reporter then 1
            -- What the district alone keeps, it alone can be missing.
            when ledger.owed_by_district and not (ledger.owed_by_area or ledger.owed_by_school_org or ledger.owed_by_branch)
                then 1
            else 0
        end) as is_reporter
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and indicator.base_period = scope.period_type
    inner join {{ ref('int_period_part') }} as part
        on
            scope.period_type = part.base_period
            and scope.period_start = part.base_start
    left join {{ ref('int_stopped_period') }} as stopped
        on
            indicator.indicator_code = stopped.indicator_code
            and scope.period_type = stopped.period_type
            and scope.period_start = stopped.period_start
    left join {{ ref('stg_ledger') }} as ledger on indicator.feeding_ledger = ledger.ledger
    where stopped.indicator_code is null
    group by
        indicator.indicator_code, indicator.method, indicator.fed_by, indicator.feeding_ledger, scope.org_code, part.period_type,
        part.period_start, part.year
)

select
    in_scope.indicator_code,
    in_scope.org_code,
    in_scope.period_type,
    in_scope.period_start,
    in_scope.judged_on,
    (in_scope.feeding_ledger is null or owed.org_code is not null)
    and (
        due.org_code is not null
        or (
            in_scope.is_reporter = 1
            and in_scope.method in ('row_ratio', 'row_total', 'person_total', 'person_rate', 'weighted_mean')
        )
    ) as is_due,
    in_scope.fed_by is null or reported.org_code is not null as is_reported
from in_scope
left join due
    on
        in_scope.indicator_code = due.indicator_code
        and in_scope.org_code = due.org_code
        and in_scope.period_type = due.period_type
        and in_scope.period_start = due.period_start
left join {{ ref('int_reported') }} as reported
    on
        in_scope.fed_by = reported.presence
        and in_scope.org_code = reported.org_code
        and in_scope.year = reported.year
left join {{ ref('int_ledger_owed') }} as owed
    on
        in_scope.feeding_ledger = owed.ledger
        and in_scope.org_code = owed.org_code
        and in_scope.judged_on between owed.valid_from and owed.valid_to
