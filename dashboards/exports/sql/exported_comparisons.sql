-- How yearly values of the viewer's units lie among their peers, who are counted and never named. One row an indicator, unit and year.
select c.*
from marts.indicator_comparison as c
inner join visible as u on c.unit_level = u.unit_level and c.unit_id = u.unit_id
inner join seen_indicator as i on c.indicator_code = i.indicator_code
where not i.is_confidential or $sees_confidential
order by c.indicator_code, c.unit_level, c.unit_id, c.year
