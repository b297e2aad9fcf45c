-- The 片区党委 of a school by its own 所属片区, where no organisation says otherwise.
-- Grain: one row a school.
select
    school.school_code,
    min(area.org_code) as area_code
from {{ ref('stg_school') }} as school
inner join {{ ref('stg_organisation') }} as area
    on
        area.org_type = '片区党委'
        and (school.area_key = area.area_key or school.area_text = area.org_code)
group by school.school_code
