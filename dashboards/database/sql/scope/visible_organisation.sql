-- The organisations that belonged to one of the viewer's units, each with the stretch of days.
select distinct
    w.org_code,
    w.valid_from,
    w.valid_to
from marts.unit_organisation as w
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
