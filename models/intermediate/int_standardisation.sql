-- 标准化建设 by organisation and year: planned if any item says so, accepted if planned and every conclusion given is 达标.
-- Grain: one row an organisation and year.
select
    min(row_key) as row_key,
    org_code,
    year,
    max(case when is_planned then 1 else 0 end) = 1 as is_planned,
    max(case when is_planned then 1 else 0 end) = 1
    and max(case when conclusion = '达标' then 1 else 0 end) = 1
    and max(case when conclusion <> '达标' then 1 else 0 end) = 0 as is_accepted,
    {{ closing_day_of('year') }} as counted_on
from {{ ref('stg_standardisation') }}
group by org_code, year
