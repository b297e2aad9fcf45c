-- The schools that are told of a unit's alerts: a school itself, a branch's school, each of the schools that a 联合党支部 serves.
-- Grain: one row a unit, school and stretch of days.
select
    unit_level,
    unit_id,
    unit_id as school_id,
    {{ first_day() }} as valid_from,
    {{ last_day_of_all() }} as valid_to
from {{ ref('int_unit') }}
where unit_level = 'school'
union all
select
    'branch' as unit_level,
    org_code as unit_id,
    unit_id as school_id,
    valid_from,
    valid_to
from {{ ref('int_unit_organisation') }}
where unit_level = 'school'
