-- An organisation's parent and type as they were (as-was), from the current row and the events that changed them:
-- 划转 changes the parent, 升格 the type. SCD2 in plain SQL: engines without merge run it too.
-- Grain: one row an organisation and stretch of days; stretches do not overlap and cover its life.
with born_or_ended as (
    select
        org_code,
        min(case when event_type = '新建' then event_on end) as born_on,
        max(
            case when event_type = '撤销' or (event_type = '合并' and after_code <> org_code) then event_on end
        ) as ended_on
    from {{ ref('stg_organisation_event') }}
    group by org_code
),

life as (
    select
        organisation.org_code,
        organisation.org_type,
        organisation.parent_code,
        coalesce(organisation.founded_on, born_or_ended.born_on, {{ first_day() }}) as active_from,
        coalesce(organisation.dissolved_on, born_or_ended.ended_on, {{ last_day_of_all() }}) as active_to
    from {{ ref('stg_organisation') }} as organisation
    left join born_or_ended on organisation.org_code = born_or_ended.org_code
),

changes as (
    select
        event.org_code,
        event.event_on,
        max(case when event.event_type = '划转' then event.before_code end) as parent_before,
        max(case when event.event_type = '划转' then event.after_code end) as parent_after,
        max(case when event.event_type = '升格' then old_type.org_type end) as type_before,
        max(case when event.event_type = '升格' then new_type.org_type end) as type_after
    from {{ ref('stg_organisation_event') }} as event
    left join {{ ref('organisation_type') }} as old_type on event.before_type = old_type.org_type
    left join {{ ref('organisation_type') }} as new_type on event.after_type = new_type.org_type
    where event.event_type in ('划转', '升格')
    group by event.org_code, event.event_on
),

starts as (
    select
        org_code,
        active_from as starts_on
    from life
    union
    select
        life.org_code,
        changes.event_on as starts_on
    from life
    inner join changes on life.org_code = changes.org_code
    where changes.event_on > life.active_from and changes.event_on <= life.active_to
),

stretches as (
    select
        starts.org_code,
        starts.starts_on as valid_from,
        coalesce(
            {{ add_days('lead(starts.starts_on) over (partition by starts.org_code order by starts.starts_on nulls last)', -1) }},
            life.active_to
        ) as valid_to,
        life.active_from,
        life.active_to,
        life.org_type,
        life.parent_code
    from starts
    inner join life on starts.org_code = life.org_code
)

-- After a change its "after" holds; before the first one its "before".
select
    stretches.org_code,
    stretches.valid_from,
    stretches.valid_to,
    stretches.active_from,
    stretches.active_to,
    -- Seen from below, the parent of record stands before its founding day and after its last.
    case when stretches.valid_from = stretches.active_from then {{ first_day() }} else stretches.valid_from end as reaches_from,
    case when stretches.valid_to = stretches.active_to then {{ last_day_of_all() }} else stretches.valid_to end as reaches_to,
    coalesce(
        max_by(
            changes.type_after,
            case when changes.type_after is not null and changes.event_on <= stretches.valid_from then changes.event_on end
        ),
        min_by(
            changes.type_before,
            case when changes.type_before is not null and changes.event_on > stretches.valid_from then changes.event_on end
        ),
        stretches.org_type
    ) as org_type,
    coalesce(
        max_by(
            changes.parent_after,
            case when changes.parent_after is not null and changes.event_on <= stretches.valid_from then changes.event_on end
        ),
        min_by(
            changes.parent_before,
            case when changes.parent_before is not null and changes.event_on > stretches.valid_from then changes.event_on end
        ),
        stretches.parent_code
    ) as parent_code
from stretches
left join changes on stretches.org_code = changes.org_code
where stretches.valid_from <= stretches.valid_to
group by
    stretches.org_code, stretches.valid_from, stretches.valid_to, stretches.active_from, stretches.active_to,
    stretches.org_type, stretches.parent_code
