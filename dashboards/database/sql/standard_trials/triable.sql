-- The indicators that have a standard and values by unit in a year; confidential ones are not offered.
select
    i.indicator_code,
    i.name_zh,
    i.family,
    i.unit,
    i.comparison,
    i.confirmed,
    i.standard_text,
    max(v.standard) as standard,
    max(v.year) as year,
    case
        when
            exists (
                select 1 from marts.threshold_reach as r
                where r.indicator_code = i.indicator_code
            )
            then i.hours_threshold
    end as hours_threshold
from seen_indicator as i
inner join seen_value as v on i.indicator_code = v.indicator_code
where
    not i.is_confidential and i.comparison is not null and v.standard is not null and v.value is not null
    and v.year = $year and v.period_type = 'year' and v.breakdown is null
    and v.unit_level in ('branch', 'school')
group by
    i.indicator_code, i.name_zh, i.family, i.unit, i.comparison, i.confirmed, i.standard_text,
    i.hours_threshold
order by i.indicator_code
