-- What is to be held how often: each month, quarter, semester or year of every requirement (kind `frequency`), with what it asks for, what was
-- held by the as-of day and by when the rest is due. Periods to come are those of the as-of year, for organisations as they are now. A yearly
-- requirement is the whole year's: floor(N x m / 12), m = whole months of the year in which the organisation lives.
-- What was not reported is not counted as missing: its organisations are told apart.
-- Grain: one row an indicator, school or branch and period that asks for something.
with slot as (
    select
        shape.period_type,
        years.year,
        make_date(years.year, shape.start_month, 1) as period_start,
        {{ add_days(add_months('make_date(years.year, shape.start_month, 1)', 'shape.months'), -1) }} as period_end,
        run.as_of,
        -- A period that has not begun is judged like the year that has.
        case
            when make_date(years.year, shape.start_month, 1) > run.as_of then 'year'
            else shape.period_type
        end as judged_type,
        case
            when make_date(years.year, shape.start_month, 1) > run.as_of then make_date(years.year, 1, 1)
            else make_date(years.year, shape.start_month, 1)
        end as judged_start
    from {{ ref('int_year') }} as years
    cross join {{ ref('period_start_month') }} as shape
    cross join {{ ref('int_run') }} as run
),

asked as (
    select
        indicator.indicator_code,
        indicator.method,
        indicator.fed_by,
        scope.org_code,
        slot.period_type,
        slot.period_start,
        slot.period_end,
        slot.year,
        least(slot.period_end, slot.as_of, scope.active_to) as counted_on,
        scope.active_from,
        scope.active_to,
        case
            when indicator.method = 'frequency_period' and indicator.per_group then scope.group_count
            when indicator.method = 'frequency_period' then 1
            else {{ required_times('indicator', 'scope') }}
        end as times
    from {{ ref('int_indicator') }} as indicator
    inner join slot on indicator.base_period = slot.period_type
    inner join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and slot.judged_type = scope.period_type
            and slot.judged_start = scope.period_start
    left join {{ ref('int_stopped_indicator') }} as stopped
        on
            indicator.indicator_code = stopped.indicator_code
            and slot.period_end between stopped.valid_from and stopped.valid_to
    where
        stopped.indicator_code is null
        and indicator.method in ('frequency_period', 'frequency_year')
        and indicator.lifecycle <> '停用'
        and not indicator.is_confidential
        and (
            indicator.method = 'frequency_year'
            or (scope.active_from <= slot.period_start and scope.active_to >= slot.period_end)
        )
),

owed as (
    select
        asked.*,
        case
            when asked.method = 'frequency_period' then asked.times
            else floor(asked.times * coalesce(lived.whole_months, 0) / 12.0)
        end as required
    from asked
    left join {{ ref('int_months_lived') }} as lived
        on
            asked.org_code = lived.org_code
            and asked.year = lived.year
),

held as (
    select
        owed.indicator_code,
        owed.org_code,
        owed.period_type,
        owed.period_start,
        owed.period_end,
        owed.year,
        owed.counted_on,
        owed.required,
        least(count(rows_in.row_key), owed.required) as done,
        max(case when reported.org_code is null then 0 else 1 end) as is_reported
    from owed
    left join {{ ref('int_reported') }} as reported
        on
            owed.fed_by = reported.presence
            and owed.org_code = reported.org_code
            and owed.year = reported.year
    left join {{ ref('int_indicator_row') }} as rows_in
        on
            owed.indicator_code = rows_in.indicator_code
            and owed.org_code = rows_in.org_code
            and rows_in.is_first
            and rows_in.row_date between owed.period_start and owed.period_end
    where owed.required > 0
    group by
        owed.indicator_code, owed.org_code, owed.period_type, owed.period_start, owed.period_end, owed.year, owed.counted_on,
        owed.required
),

pooled as (
    select
        held.indicator_code,
        unit.unit_level,
        unit.unit_id,
        held.period_type,
        held.period_start,
        held.period_end,
        held.year,
        sum(case when held.is_reported = 1 then held.required else 0 end) as required,
        sum(case when held.is_reported = 1 then held.done else 0 end) as done,
        sum(case when held.is_reported = 1 and held.done < held.required then 1 else 0 end) as organisations_short,
        sum(1 - held.is_reported) as organisations_silent
    from held
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            held.org_code = unit.org_code
            and held.counted_on between unit.valid_from and unit.valid_to
            and unit.unit_level in ('school', 'branch')
    group by
        held.indicator_code, unit.unit_level, unit.unit_id, held.period_type, held.period_start, held.period_end, held.year
)

select
    pooled.indicator_code,
    indicator.categories as activity_types,
    pooled.unit_level,
    pooled.unit_id,
    cast(pooled.year as integer) as year,
    pooled.period_type,
    pooled.period_start,
    pooled.period_end as due_on,
    cast(pooled.required as bigint) as required,
    cast(pooled.done as bigint) as done,
    cast(pooled.required - pooled.done as bigint) as missing,
    cast(pooled.organisations_short as bigint) as organisations_short,
    cast(pooled.organisations_silent as bigint) as organisations_silent,
    case
        when pooled.period_start > run.as_of then 'to_come'
        when pooled.required = 0 then 'not_reported'
        when pooled.done >= pooled.required then 'done'
        when pooled.period_end <= run.as_of then 'missed'
        else 'open'
    end as state
from pooled
cross join {{ ref('int_run') }} as run
inner join {{ ref('int_indicator') }} as indicator on pooled.indicator_code = indicator.indicator_code
