-- Every indicator for every unit and period that should have a value, with its company: base, standard, status, limits, how many reported.
-- A branch that is one all its life counts as a child by itself; any other organisation by its own level.
-- Grain: one row an indicator, unit, period and breakdown (null for the whole).
with own_level as (
    select unit_id from {{ ref('int_unit') }}
    where unit_level = 'organisation'
),

children as (
    select
        unit.unit_level,
        unit.unit_id,
        child.indicator_code,
        child.period_type,
        child.period_start,
        count(*) filter (where {{ dangjian.status_is('child.status', 'met') }}) as children_met,
        count(*) filter (where {{ is_judged('child.status') }}) as children_due
    from {{ ref('int_unit_value') }} as child
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            child.unit_id = unit.org_code
            and child.closing_day between unit.valid_from and unit.valid_to
            and unit.unit_level in ('district', 'area', 'school')
    left join own_level on child.unit_id = own_level.unit_id
    where
        child.breakdown is null
        and (child.unit_level = 'organisation' or (child.unit_level = 'branch' and own_level.unit_id is null))
    group by unit.unit_level, unit.unit_id, child.indicator_code, child.period_type, child.period_start
)

select
    unit_value.indicator_code,
    unit_value.unit_id,
    unit_value.unit_level,
    unit_value.period_type,
    unit_value.period_start,
    unit_value.period_end,
    cast(unit_value.year as integer) as year,
    unit_value.breakdown,
    unit_value.numerator,
    unit_value.denominator,
    unit_value.value,
    unit_value.status,
    case
        when {{ dangjian.status_is('unit_value.status', 'met') }} then 'met'
        when {{ dangjian.status_is('unit_value.status', 'short') }} then 'short'
    end as judgement,
    short.depth,
    unit_value.lower_95,
    unit_value.upper_95,
    unit_value.lower_998,
    unit_value.upper_998,
    unit_value.standard,
    unit_value.standard_confirmed,
    unit_value.judged_from,
    unit_value.due_by,
    case when unit_value.due_by is not null then 100 * unit_value.due_share end as due_share,
    unit_value.has_usual_share,
    cast(coalesce(children.children_met, 0) as bigint) as children_met,
    cast(coalesce(children.children_due, 0) as bigint) as children_due,
    cast(unit_value.units_reported as bigint) as units_reported,
    cast(unit_value.units_expected as bigint) as units_expected,
    unit_value.value is not null and 100 * unit_value.units_reported < enough.threshold * unit_value.units_expected
        as rests_on_few,
    unit_value.is_closed,
    unit_value.is_kept_back
    or (unit_value.is_confidential and told.year is null) as is_suppressed,
    run.as_of
from {{ ref('int_unit_value') }} as unit_value
cross join {{ ref('int_run') }} as run
inner join {{ ref('disclosure') }} as enough on enough.rule = 'smallest_reported_share'
left join children
    on
        unit_value.unit_level = children.unit_level
        and unit_value.unit_id = children.unit_id
        and unit_value.indicator_code = children.indicator_code
        and unit_value.period_type = children.period_type
        and unit_value.period_start = children.period_start
        and unit_value.breakdown is null
left join {{ ref('int_unit_shortfall') }} as short
    on
        unit_value.indicator_code = short.indicator_code
        and unit_value.unit_level = short.unit_level
        and unit_value.unit_id = short.unit_id
        and unit_value.period_type = short.period_type
        and unit_value.period_start = short.period_start
        and coalesce(unit_value.breakdown, '') = coalesce(short.breakdown, '')
left join {{ ref('told_discipline') }} as told
    on
        unit_value.indicator_code = told.indicator_code
        and unit_value.unit_level = told.unit_level
        and unit_value.unit_id = told.unit_id
        and unit_value.period_type = 'year'
        and unit_value.year = told.year
        and coalesce(unit_value.breakdown, '') = coalesce(told.breakdown, '')
        and coalesce(unit_value.numerator, -1) = coalesce(told.numerator, -1)
        and coalesce(unit_value.value, -1) = coalesce(told.value, -1)
        and not told.is_hidden
where unit_value.unit_level <> 'organisation'
