-- Pace of shares counted row by row: what the rows dated up to the forecast day come to. How many rows are still to come nobody knows, so
-- neither the best nor the least that can still become of it is a number.
-- Grain: one row an indicator, forecast day, organisation and day counted on.
select
    wanted.indicator_code,
    wanted.forecast_day,
    kind.org_code,
    kind.counted_on,
    sum(kind.numerator) as numerator,
    sum(kind.denominator) as denominator,
    sum(kind.numerator) as pace_numerator,
    sum(kind.denominator) as pace_denominator,
    cast(null as double) as best_numerator,
    cast(null as double) as best_denominator,
    cast(null as double) as sure_numerator,
    cast(null as double) as sure_denominator
from {{ ref('int_pace_indicator') }} as wanted
inner join {{ ref('int_kind_row_ratio') }} as kind
    on
        wanted.indicator_code = kind.indicator_code
        and kind.breakdown is null
        and wanted.year = extract(year from kind.period_start)
        and wanted.forecast_day >= kind.row_date
left join {{ ref('int_stopped_period') }} as stopped
    on
        kind.indicator_code = stopped.indicator_code
        and kind.period_type = stopped.period_type
        and kind.period_start = stopped.period_start
where wanted.forecast_method = 'stands' and stopped.indicator_code is null
group by wanted.indicator_code, wanted.forecast_day, kind.org_code, kind.counted_on
