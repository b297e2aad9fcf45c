-- Which units an organisation belonged to, day by day: the join from a ledger row to everything it is counted in. The first
-- stretch reaches back and the last one on without end, because a row dated outside a life counts on its nearest day.
-- Grain: one row an organisation, unit and stretch of days.
select
    unit.org_code,
    unit.unit_level,
    unit.unit_id,
    unit.is_shared,
    case when unit.valid_from = life.active_from then {{ first_day() }} else unit.valid_from end as valid_from,
    case when unit.valid_to = life.active_to then {{ last_day_of_all() }} else unit.valid_to end as valid_to
from {{ ref('int_unit_organisation') }} as unit
inner join {{ ref('int_organisation_life') }} as life on unit.org_code = life.org_code
where unit.unit_level <> 'organisation'
