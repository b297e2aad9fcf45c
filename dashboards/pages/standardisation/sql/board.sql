-- Where each organisation of `item` stands; planned and accepted are decided in the mart. One row an organisation.
with organisation as (
    select
        org_code,
        org_name,
        area_id,
        area_name,
        school_name,
        unit_level,
        unit_id,
        max(round) as round,
        sum(points) as points,
        sum(full_points) as full_points,
        count(*) as items,
        coalesce(bool_or(is_planned), false) as planned,
        coalesce(bool_or(is_accepted), false) as passed
    from item
    group by org_code, org_name, area_id, area_name, school_name, unit_level, unit_id
)

select
    *,
    case
        when planned and passed then 'accepted'
        when planned then 'not_yet'
        else 'unplanned'
    end as state
from organisation
