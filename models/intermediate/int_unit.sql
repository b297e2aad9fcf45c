-- Every unit and its life: those that organisations belong to, and schools of the register that have no organisation at all.
-- Grain: one row a unit.
select
    unit_level,
    unit_id,
    min(valid_from) as valid_from,
    max(valid_to) as valid_to
from {{ ref('int_unit_organisation') }}
group by unit_level, unit_id
union all
select
    'school' as unit_level,
    school.school_code as unit_id,
    {{ first_day() }} as valid_from,
    {{ last_day_of_all() }} as valid_to
from {{ ref('stg_school') }} as school
where not exists (
    select 1 from {{ ref('int_organisation_school') }} as own
    where own.school_code = school.school_code
)
