-- Every unit, the days for which it has values, and those on which organisations belonged to it (`organised_from`,
-- `organised_to`; all days for a school that never had one). A school of the register is a unit on all days: without an
-- organisation it is a school not covered, and all else is not applicable to it.
-- Grain: one row a unit.
with organised as (
    select
        unit_level,
        unit_id,
        min(valid_from) as organised_from,
        max(valid_to) as organised_to
    from {{ ref('int_unit_organisation') }}
    group by unit_level, unit_id
)

select
    unit_level,
    unit_id,
    organised_from as valid_from,
    organised_to as valid_to,
    organised_from,
    organised_to
from organised
where unit_level <> 'school'
union all
select
    'school' as unit_level,
    school.school_code as unit_id,
    {{ first_day() }} as valid_from,
    {{ last_day_of_all() }} as valid_to,
    coalesce(organised.organised_from, {{ first_day() }}) as organised_from,
    coalesce(organised.organised_to, {{ last_day_of_all() }}) as organised_to
from {{ ref('stg_school') }} as school
left join organised on organised.unit_level = 'school' and school.school_code = organised.unit_id
