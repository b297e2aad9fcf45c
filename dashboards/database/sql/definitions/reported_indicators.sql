-- Indicators that have values at one level of the viewer's scope in a year.
select
    i.indicator_code,
    i.name_zh,
    i.family,
    i.is_confidential
from seen_indicator as i
where
    exists (
        select 1
        from seen_value as v
        where
            v.indicator_code = i.indicator_code
            and v.unit_level = $unit_level and v.year = $year and v.period_type = 'year'
    )
order by i.indicator_code
