-- The kinds of 责任书 that were scored in a year within the viewer's scope.
select distinct s.pledge_type from marts.pledge_score as s
where s.year = $year and {{ belongs('s.org_code', closing_day('s.year')) }}
order by s.pledge_type
