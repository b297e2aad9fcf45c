-- The versions of each indicator's standard, and whether anything is judged by it: the one place that decides. The district has
-- confirmed the standard, and neither it nor the indicator is barred or disputed by policy (政策状态).
-- Grain: one row an indicator and first day.
select
    standard.indicator_code,
    standard.comparison,
    standard.threshold,
    standard.valid_from,
    coalesce(standard.valid_to, {{ last_day_of_all() }}) as valid_to,
    standard.confirmed and {{ may_judge('standard') }} and indicator.may_judge as is_judging
from {{ ref('indicator_standard') }} as standard
inner join {{ ref('int_indicator') }} as indicator on standard.indicator_code = indicator.indicator_code
where not {{ is_barred('standard') }}
