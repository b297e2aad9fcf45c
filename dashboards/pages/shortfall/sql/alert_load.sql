-- All rules together by quarter, with and without those on trial; for district and area.
select * from marts.alert_load
where $at_district and exists (select 1 from own_unit)
order by with_proposed, period_start
