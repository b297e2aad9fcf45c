-- Every threshold in hours of a year, applied or not: indicator_code, threshold, is_active, source.
select
    s.indicator_code,
    s.threshold,
    s.is_active,
    s.source,
    s.confirmed_by
from marts.standard_version as s
inner join seen_indicator as i on s.indicator_code = i.indicator_code
where
    s.standard = '学时门槛' and $year between extract(year from s.valid_from)
    and coalesce(extract(year from s.valid_to), 9999)
order by s.indicator_code, s.threshold
