-- Unit_id, unit_name of one level in the viewer's scope: by name, branches by code (第一 before 第二).
select
    unit_id,
    unit_name,
    area_id,
    stage,
    is_shared
from visible
where
    unit_level = $unit_level
    and ($area is null or area_id = $area) and ($stage is null or stage = $stage)
order by case when unit_level = 'branch' then unit_id else unit_name end, unit_id
