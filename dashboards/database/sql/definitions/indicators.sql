-- Every definition that the viewer may read, one row an indicator.
select * from seen_indicator
order by indicator_code
