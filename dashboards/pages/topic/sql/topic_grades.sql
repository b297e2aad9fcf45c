-- How the valid votes of every kind of survey spread over the grades, best first.
select t.*
from marts.topic_grade as t
inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where t.unit_level = $unit_level and t.unit_id = $unit_id and t.year = $year
order by survey_type asc, coefficient desc nulls last, grade asc
