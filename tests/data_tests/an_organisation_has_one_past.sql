-- What:  an organisation has one parent and one type on any day, and one area.
-- Why:   overlapping stretches count its rows twice.
-- Mend:  look at its rows in 党组织变动表; two 划转 on one day contradict each other.
select
    first.org_code,
    first.unit_level,
    first.unit_id,
    second.unit_id as also,
    second.valid_from
from {{ ref('int_unit_organisation') }} as first
inner join {{ ref('int_unit_organisation') }} as second
    on
        first.org_code = second.org_code
        and first.unit_level = second.unit_level
        and first.valid_from <= second.valid_to
        and first.valid_to >= second.valid_from
        and (first.unit_id < second.unit_id or (first.unit_id = second.unit_id and first.valid_from < second.valid_from))
where first.unit_level <> 'school' or first.unit_id = second.unit_id
