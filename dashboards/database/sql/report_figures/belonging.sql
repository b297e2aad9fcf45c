-- The organisations of the chosen unit, each with the stretch of days. One row an organisation and stretch.
select
    w.org_code,
    coalesce(w.valid_from, date '1900-01-01') as valid_from,
    coalesce(w.valid_to, date '9999-12-31') as valid_to
from marts.unit_organisation as w
inner join visible as u on w.unit_level = u.unit_level and w.unit_id = u.unit_id
where w.unit_level = $unit_level and w.unit_id = $unit_id
