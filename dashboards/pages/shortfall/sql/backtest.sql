-- What each rule would have raised in each past period; district and area only: it covers all units.
select
    b.*,
    r.name_zh,
    r.is_in_force,
    r.is_proposed
from marts.alert_backtest as b inner join marts.dim_alert_rule as r on b.rule = r.rule
where $at_district and exists (select 1 from own_unit)
order by r.is_proposed, b.rule, b.period_start
