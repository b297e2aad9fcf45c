-- What a change of a standard did: the units whose yearly status is another one than in the build before.
-- Confidential indicators are left out: what changed for one school would tell its cases.
-- Grain: one row a change, indicator, unit and year.
{{ config(materialized='ephemeral') }}

select
    change.change_id,
    now.indicator_code,
    now.unit_level,
    now.unit_id,
    cast(now.year as integer) as year,
    before.status as status_before,
    now.status as status_after,
    before.value as value_before,
    now.value as value_after
from {{ ref('int_standard_change') }} as change
inner join {{ ref('int_run') }} as run on change.build_id = run.build_id
inner join {{ ref('int_unit_value') }} as now
    on
        now.unit_level <> 'organisation'
        and now.period_type = 'year'
        and now.breakdown is null
        and (change.indicator_code is null or change.indicator_code = now.indicator_code)
inner join {{ ref('int_indicator') }} as indicator
    on
        now.indicator_code = indicator.indicator_code
        and not indicator.is_confidential
inner join {{ ref('stg_previous_value') }} as before
    on
        now.indicator_code = before.indicator_code
        and now.unit_level = before.unit_level
        and now.unit_id = before.unit_id
        and now.year = before.year
where now.status <> before.status and not coalesce(now.is_kept_back, false)
union all
select
    change_id,
    indicator_code,
    unit_level,
    unit_id,
    year,
    status_before,
    status_after,
    value_before,
    value_after
from {{ ref('stg_previous_change_unit') }}
