-- What should exist: every indicator for every unit in every period of its life, with how many of its organisations were in scope,
-- owed something, and reported. A value is then looked up; what is not found says why. `is_stopped`: nobody is asked (停报).
-- Grain: one row an indicator, unit and period.
with expected as (
    select
        expectation.indicator_code,
        unit.unit_level,
        unit.unit_id,
        expectation.period_type,
        expectation.period_start,
        count(*) as in_scope,
        count(*) filter (where expectation.is_due) as due,
        count(*) filter (where expectation.is_due and expectation.is_reported) as reported
    from {{ ref('int_expectation') }} as expectation
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            expectation.org_code = unit.org_code
            and expectation.judged_on between unit.valid_from and unit.valid_to
    group by
        expectation.indicator_code, unit.unit_level, unit.unit_id, expectation.period_type, expectation.period_start
),

-- Of a longer period something is asked as long as one of its base periods is.
stopped as (
    select
        indicator.indicator_code,
        part.period_type,
        part.period_start
    from (select distinct indicator_code from {{ ref('int_stopped_period') }}) as indicator
    inner join {{ ref('int_indicator') }} as meant on indicator.indicator_code = meant.indicator_code
    inner join {{ ref('int_period_part') }} as part on meant.base_period = part.base_period
    left join {{ ref('int_stopped_period') }} as off
        on
            indicator.indicator_code = off.indicator_code
            and part.base_period = off.period_type
            and part.base_start = off.period_start
    group by indicator.indicator_code, part.period_type, part.period_start
    having count(*) = count(off.indicator_code)
)

select
    indicator.indicator_code,
    units.unit_level,
    units.unit_id,
    period.period_type,
    period.period_start,
    period.period_end,
    period.year,
    period.closing_day,
    period.is_closed,
    coalesce(expected.in_scope, 0) as in_scope,
    coalesce(expected.due, 0) as due,
    coalesce(expected.reported, 0) as reported,
    received.presence is not null as is_received,
    stopped.indicator_code is not null as is_stopped
from {{ ref('int_indicator') }} as indicator
inner join {{ ref('period_type') }} as allowed on indicator.base_period = allowed.base_period
inner join {{ ref('int_period') }} as period on allowed.period_type = period.period_type
inner join {{ ref('int_unit') }} as units
    on
        period.closing_day >= units.valid_from
        and period.period_start <= units.valid_to
left join expected
    on
        indicator.indicator_code = expected.indicator_code
        and units.unit_level = expected.unit_level
        and units.unit_id = expected.unit_id
        and period.period_type = expected.period_type
        and period.period_start = expected.period_start
left join (
    select distinct
        presence,
        year
    from {{ ref('int_reported') }}
) as received on indicator.fed_by = received.presence and period.year = received.year
left join stopped
    on
        indicator.indicator_code = stopped.indicator_code
        and period.period_type = stopped.period_type
        and period.period_start = stopped.period_start
where indicator.lifecycle <> '停用'
