-- Stays on a roll. An empty 转入日期 means since the organisation was founded; 转出日期 is the last day; a stay ends
-- when its organisation does. Someone listed as 正式党员 with a later 转正日期 was 预备 until then.
-- Grain: one row a person, organisation and first day.
select
    member.person_key,
    member.org_code,
    member.is_leader,
    coalesce(member.party_post = '书记', false) as is_secretary,
    member.row_key,
    coalesce(member.in_on, {{ first_day() }}) as joined_roll_on,
    greatest(coalesce(member.in_on, life.active_from), life.active_from) as valid_from,
    least(coalesce(member.out_on, {{ last_day_of_all() }}), life.active_to) as valid_to,
    case
        when member.member_type = '正式党员' then coalesce(member.full_on, {{ first_day() }})
        else {{ last_day_of_all() }}
    end as full_from
from {{ ref('stg_member') }} as member
inner join {{ ref('int_organisation_life') }} as life on member.org_code = life.org_code
