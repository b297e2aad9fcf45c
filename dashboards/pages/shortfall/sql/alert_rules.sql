-- The rules: those in force first, then those on trial, then those that have ended.
select * from marts.dim_alert_rule
where $is_known
order by case when is_in_force then 0 when is_proposed then 1 else 2 end, rule
