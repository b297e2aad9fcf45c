-- What the rules in force on a day say on it. One row an alert.
select
    a.*,
    r.name_zh as rule_name,
    i.name_zh,
    i.family,
    i.unit,
    i.direction,
    i.standard_text,
    i.confirmed as standard_confirmed,
    'not_met' as status,
    false as is_hidden,
    u.unit_name,
    u.area_id,
    u.stage
from marts.alert as a
inner join marts.dim_alert_rule as r on a.rule = r.rule
inner join visible as u on a.unit_level = u.unit_level and a.unit_id = u.unit_id
inner join seen_indicator as i on a.indicator_code = i.indicator_code and not i.is_confidential
where
    cast($day as date) between a.stands_from and a.stands_to
    and cast($day as date) between r.valid_from and r.valid_to
