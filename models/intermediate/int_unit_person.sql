-- Kinds `total` and `rate` of persons: who counts in a unit and year, once, and in which of its organisations: that of the first
-- decision. Counted by the day of decision; 影响期 by whether it covers the closing day.
-- Grain: one row an indicator, unit, year and person.
{{ config(materialized='ephemeral') }}
select
    indicator.indicator_code,
    unit.unit_level,
    unit.unit_id,
    period.period_start,
    rows_in.person_key,
    rows_in.org_code
from {{ ref('int_indicator') }} as indicator
cross join {{ ref('int_period') }} as period
inner join {{ ref('int_indicator_row') }} as rows_in
    on
        indicator.indicator_code = rows_in.indicator_code
        and rows_in.side = 'numerator'
        and rows_in.is_first
        and period.closing_day >= rows_in.row_date
        and (
            (indicator.in_effect and period.closing_day <= rows_in.until_date)
            or (not indicator.in_effect and period.period_start <= rows_in.row_date)
        )
inner join {{ ref('int_unit_organisation') }} as unit
    on
        rows_in.org_code = unit.org_code
        and rows_in.counted_on between unit.valid_from and unit.valid_to
where
    indicator.method in ('person_total', 'person_rate')
    and period.period_type = 'year'
    and rows_in.person_key is not null
qualify
    row_number() over (
        partition by indicator.indicator_code, unit.unit_level, unit.unit_id, period.period_start, rows_in.person_key
        order by rows_in.row_date nulls last, rows_in.org_code nulls last
    ) = 1
