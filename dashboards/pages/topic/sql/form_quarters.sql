-- Line (quarter), category (形态) and number of 四种形态; nothing but for the 纪检专员.
select
    strftime(t.quarter, '%Y-%m') as line,
    t.form as category,
    cast(t.decisions as double) as number
from marts.topic_discipline as t
inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where $sees_confidential and t.unit_level = $unit_level and t.unit_id = $unit_id
order by t.form, t.quarter
