-- 进度预测: what becomes of each value of an open year at today's pace, beside its standard. Nothing of a year or a unit
-- that is over.
-- Grain: one row an indicator, unit and open year.
select
    unit_value.indicator_code,
    unit_value.unit_id,
    unit_value.unit_level,
    unit_value.year,
    wanted.forecast_day,
    wanted.forecast_method,
    unit_value.status,
    unit_value.value,
    unit_value.numerator,
    unit_value.denominator,
    wanted.comparison,
    wanted.standard,
    pace.at_pace,
    pace.best_possible,
    coalesce(pace.outcome, 'undecided') as outcome,
    case
        when pace.outcome is not null then pace.reason
        else 'nothing_due'
    end as reason,
    case
        when short.indicator_code is not null then short.needed
        when wanted.forecast_method in ('periods', 'times') then pace.still_open
        -- On track is not yet there: what the year still asks for.
        else nullif({{ wanting('unit_value', 'indicator') }}, 0)
    end as needed,
    make_date(unit_value.year, 12, 31) as needed_by
from {{ ref('indicator_value') }} as unit_value
inner join {{ ref('int_pace_indicator') }} as wanted
    on
        unit_value.indicator_code = wanted.indicator_code
        and unit_value.year = wanted.year
        and wanted.is_open
inner join {{ ref('int_indicator') }} as indicator on unit_value.indicator_code = indicator.indicator_code
inner join {{ ref('int_unit') }} as life
    on
        unit_value.unit_level = life.unit_level
        and unit_value.unit_id = life.unit_id
        and wanted.forecast_day < life.organised_to
left join {{ ref('int_pace_unit') }} as pace
    on
        unit_value.indicator_code = pace.indicator_code
        and unit_value.unit_level = pace.unit_level
        and unit_value.unit_id = pace.unit_id
        and wanted.forecast_day = pace.forecast_day
left join {{ ref('unit_shortfall') }} as short
    on
        unit_value.indicator_code = short.indicator_code
        and unit_value.unit_level = short.unit_level
        and unit_value.unit_id = short.unit_id
        and unit_value.period_type = short.period_type
        and unit_value.period_start = short.period_start
where
    unit_value.period_type = 'year'
    and unit_value.breakdown is null
    and not unit_value.is_suppressed
    -- What has no confirmed standard is counted only to be held against the same day of the last year.
    and wanted.standard is not null
    -- What was not reported or is too little to have a value has no forecast either, nor has a share of rows that there are none of.
    and unit_value.status not in ('not_applicable', 'no_standard', 'not_reported', 'too_few')
    and not (wanted.forecast_method = 'stands' and unit_value.status = 'not_due')
