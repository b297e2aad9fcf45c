-- Alerts on the day they are raised, by the school that is sent them: a branch's are its school's, those of a 联合党支部 each of its
-- schools'. An alert that belongs to no school has a null school.
-- Grain: one row an alert that is raised and school.
select
    alert.rule,
    alert.indicator_code,
    alert.unit_level,
    alert.unit_id,
    alert.period_type,
    alert.period_start,
    alert.stands_from as raised_on,
    case when alert.unit_level = 'school' then alert.unit_id else bridge.unit_id end as school_id
from {{ ref('alert') }} as alert
left join {{ ref('int_unit_organisation') }} as bridge
    on
        alert.unit_level = 'branch'
        and bridge.unit_level = 'school'
        and alert.unit_id = bridge.org_code
        and alert.stands_from between bridge.valid_from and bridge.valid_to
where alert.is_raised
