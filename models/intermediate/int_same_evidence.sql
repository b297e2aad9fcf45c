-- 佐证重复: activities that name a picture or file of evidence which an activity of another day names too.
-- A telephone's counter (IMG_2031) tells files apart within an organisation only. What is held on one day shares its evidence.
-- Grain: one row an activity, with another one.
with named as (
    select
        activity.row_key,
        activity.org_code,
        activity.held_on,
        activity.topic,
        evidence.file_name,
        case when evidence.is_one_everywhere then evidence.file_name else evidence.file_name || activity.org_code end
            as told_by
    from {{ ref('stg_activity') }} as activity
    inner join {{ ref('stg_evidence_file') }} as evidence on activity.evidence = evidence.evidence
    where activity.held_on <= {{ as_of() }}
),

met as (
    select
        named.row_key,
        named.told_by,
        named.file_name,
        named.held_on,
        named.topic,
        min(named.held_on) over (partition by named.told_by) as first_day,
        max(named.held_on) over (partition by named.told_by) as last_day
    from named
),

-- The earliest row of a file, and one of its last day: each row has one of the two beside it.
first_row as (
    select
        told_by,
        min(case when held_on = first_day then row_key end) as row_key,
        min(case when held_on = last_day then row_key end) as last_row_key
    from met
    where first_day < last_day
    group by told_by
)

select
    met.row_key,
    met.topic,
    met.file_name,
    case when met.held_on = met.first_day then first_row.last_row_key else first_row.row_key end as pair_row_key
from met
inner join first_row on met.told_by = first_row.told_by
qualify row_number() over (partition by met.row_key order by met.file_name asc nulls last, met.told_by asc nulls last) = 1
