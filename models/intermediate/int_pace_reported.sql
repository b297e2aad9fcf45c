-- Which organisations had sent something of the year to the ledger that feeds an indicator, by the dates of its rows.
-- Grain: one row a presence (feeding ledger), organisation and forecast day.
select distinct
    landed.presence,
    landed.org_code,
    day.forecast_day
from {{ ref('int_ledger_row') }} as landed
inner join {{ ref('int_pace_day') }} as day
    on
        day.year between extract(year from landed.row_date) and extract(year from landed.until_date)
        and day.forecast_day >= coalesce(landed.record_on, landed.row_date)
