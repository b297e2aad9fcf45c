-- Every version of every standard, active or not, newest first within a standard.
select s.* from marts.standard_version as s
where {{ readable_standard() }}
order by s.indicator_code asc nulls last, s.standard asc, s.valid_from desc nulls last
