-- Forms distributed and valid, with the rate and its limits, by kind of survey.
select t.*
from marts.topic_response as t
inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where t.unit_level = $unit_level and t.unit_id = $unit_id and t.year = $year
order by survey_type
