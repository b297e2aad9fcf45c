-- 责任书考核: the band of each scored pledge. A name stands only where the score is below the pass mark for 基本合格, for those who have
-- to talk to the member; readers narrow it further by role.
-- Grain: one row a scored pledge of a person.
with named as (
    select
        person_key,
        max_by(name, coalesce(in_on, {{ first_day() }})) as name
    from {{ ref('int_member_row') }}
    group by person_key
)

select
    cast(pledge.year as integer) as year,
    pledge.pledge_type,
    pledge.org_code,
    pledge.band,
    pledge.score,
    case when pledge.band = '不合格' then named.name end as member_name
from {{ ref('int_pledge') }} as pledge
left join named on pledge.person_key = named.person_key
where pledge.band is not null and pledge.person_key is not null and pledge.counted_on is not null
