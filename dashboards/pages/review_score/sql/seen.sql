-- Steps of the year's scores as the viewer may see them: all before the weights are confirmed are for who may try them, and
-- whether the 师德 veto strikes is for the 纪检专员. One row a school and step.
select
    s.* replace (
        case when s.is_confidential and not $sees_confidential then null else s.value end as value,
        case when s.is_confidential and not $sees_confidential then null else s.is_triggered end as is_triggered,
        case when s.is_confidential and not $sees_confidential then 'withheld' else s.treatment end as treatment
    ),
    u.unit_name
from marts.review_score as s
inner join visible as u on s.unit_level = u.unit_level and s.unit_id = u.unit_id
where s.year = $year and (s.is_confirmed or $may_try_weights)
