-- Who is compared, as things stand on the as-of day (or on a unit's last day): district, areas, schools, branches.
-- A 联合党支部 is marked where its name does not say so, and has the 学段 that all of its schools have.
-- Grain: one row a unit.
with life as (
    select
        unit.unit_level,
        unit.unit_id,
        unit.organised_from as valid_from,
        unit.organised_to as valid_to,
        least(unit.organised_to, run.as_of) as seen_on
    from {{ ref('int_unit') }} as unit
    cross join {{ ref('int_run') }} as run
    where unit.unit_level <> 'organisation'
),

-- A school's own topmost organisation places it; a branch places itself.
placed_by as (
    select
        life.unit_level,
        life.unit_id,
        case
            when life.unit_level = 'school'
                then
                    coalesce(
                        min(case when scope.is_school_org then member.org_code end), min(member.org_code)
                    )
            else min(member.org_code)
        end as org_code
    from life
    inner join {{ ref('int_unit_organisation') }} as member
        on
            life.unit_level = member.unit_level
            and life.unit_id = member.unit_id
            and life.seen_on between member.valid_from and member.valid_to
    left join {{ ref('int_organisation_scope') }} as scope
        on
            member.org_code = scope.org_code
            and life.seen_on between scope.valid_from and scope.valid_to
    where life.unit_level in ('school', 'branch')
    group by life.unit_level, life.unit_id
),

above as (
    select
        placed_by.unit_level,
        placed_by.unit_id,
        min(case when parent.unit_level = 'area' then parent.unit_id end) as area_id,
        case
            when count(distinct case when parent.unit_level = 'school' then parent.unit_id end) = 1
                then min(case when parent.unit_level = 'school' then parent.unit_id end)
        end as school_id,
        {{ joined_sorted("case when parent.unit_level = 'school' then parent.unit_id end") }} as school_ids,
        case when count(distinct school.stage) = 1 then min(school.stage) end as stage
    from placed_by
    inner join life on placed_by.unit_level = life.unit_level and placed_by.unit_id = life.unit_id
    inner join {{ ref('int_unit_organisation') }} as parent
        on
            placed_by.org_code = parent.org_code
            and life.seen_on between parent.valid_from and parent.valid_to
    left join {{ ref('int_school') }} as school on parent.unit_level = 'school' and parent.unit_id = school.school_code
    group by placed_by.unit_level, placed_by.unit_id
),

members as (
    select
        unit.unit_level,
        unit.unit_id,
        count(*) as member_count
    from {{ ref('int_member_on_day') }} as member
    inner join {{ ref('int_run') }} as run on member.judged_on = run.as_of
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            member.org_code = unit.org_code
            and run.as_of between unit.valid_from and unit.valid_to
    group by unit.unit_level, unit.unit_id
),

district as (
    select min(unit_id) as unit_id from life
    where unit_level = 'district'
),

described as (
    select
        life.unit_level,
        life.unit_id,
        coalesce(school.school_name, organisation.org_name, life.unit_id) as unit_name,
        organisation.org_type,
        district.unit_id as district_id,
        case when life.unit_level = 'area' then life.unit_id else coalesce(above.area_id, own_area.area_code) end as area_id,
        case when life.unit_level = 'school' then life.unit_id else above.school_id end as school_id,
        case when life.unit_level = 'school' then life.unit_id else above.school_ids end as school_ids,
        coalesce(life.unit_level = 'branch' and above.school_id is null and above.school_ids is not null, false) as is_shared,
        coalesce(school.stage, above.stage) as stage,
        coalesce(members.member_count, 0) as member_count,
        nullif(life.valid_from, {{ first_day() }}) as active_from,
        nullif(life.valid_to, {{ last_day_of_all() }}) as active_to
    from life
    cross join district
    left join above on life.unit_level = above.unit_level and life.unit_id = above.unit_id
    left join members on life.unit_level = members.unit_level and life.unit_id = members.unit_id
    left join {{ ref('int_school') }} as school on life.unit_level = 'school' and life.unit_id = school.school_code
    left join {{ ref('int_school_area') }} as own_area on life.unit_level = 'school' and life.unit_id = own_area.school_code
    left join {{ ref('int_organisation') }} as organisation
        on life.unit_level <> 'school' and life.unit_id = organisation.org_code
)

select
    described.unit_id,
    described.unit_level,
    case
        when described.is_shared and described.unit_name not like '%联合%' then described.unit_name || '（联合）'
        else described.unit_name
    end as unit_name,
    described.org_type,
    case described.unit_level
        when 'area' then described.district_id
        when 'school' then coalesce(described.area_id, described.district_id)
        when 'branch' then coalesce(described.school_id, described.area_id, described.district_id)
    end as parent_unit_id,
    described.district_id,
    described.area_id,
    described.school_id,
    described.school_ids,
    described.is_shared,
    described.stage,
    band.size_band,
    case
        when described.unit_level in ('school', 'branch')
            then coalesce(described.stage, '跨学段') || '·' || coalesce(band.size_band, '规模不明')
    end as peer_group,
    cast(described.member_count as bigint) as member_count,
    described.active_from,
    described.active_to
from described
left join {{ ref('size_band') }} as band
    on
        described.unit_level = band.unit_level
        and described.member_count >= band.lower_members
        and described.member_count < coalesce(band.upper_members, 1000000000)
