-- The calendar of 组织生活: how many activities of a kind an organisation held on a day. No topics and no persons.
-- Grain: one row an organisation, day and kind of activity; an activity of two kinds counts in each.
select
    activity.org_code,
    activity.held_on,
    kind.activity_type,
    cast(count(*) as bigint) as activities
from {{ ref('int_activity') }} as activity
cross join {{ ref('int_run') }} as run
inner join {{ ref('activity_type') }} as kind
    on '、' || activity.activity_type || '、' like '%、' || kind.activity_type || '、%'
where activity.held_on <= run.as_of
group by activity.org_code, activity.held_on, kind.activity_type
