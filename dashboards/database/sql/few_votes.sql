-- Organisations and years in which some class of evaluators, or a whole item, had fewer votes than may be shown.
select distinct
    w.org_code,
    t.year
from marts.topic_survey as t
inner join marts.unit_organisation as w on t.unit_level = w.unit_level and t.unit_id = w.unit_id
where t.unit_level in ('school', 'branch') and not t.is_shown
