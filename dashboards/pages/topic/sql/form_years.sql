-- Line (year), category (形态), number and is_hidden of 四种形态; hidden numbers are null but for 纪检.
select
    cast(t.year as text) as line,
    t.form as category,
    t.is_suppressed and not $sees_confidential as is_hidden,
    case when $sees_confidential then t.decisions else t.told_decisions end as number
from marts.topic_form as t
inner join visible as u on t.unit_level = u.unit_level and t.unit_id = u.unit_id
where t.unit_level = $unit_level and t.unit_id = $unit_id and t.unit_level in ('district', 'area')
order by t.form, t.year
