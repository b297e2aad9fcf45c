-- Items by class of evaluators of every kind of survey; numbers are null where too few voted.
select t.*
from marts.topic_survey as t
inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where t.unit_level = $unit_level and t.unit_id = $unit_id and t.year = $year
order by survey_type, item, evaluator
