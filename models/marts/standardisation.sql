-- 标准化建设: the eight items of each organisation with their points, its batch, plan and conclusion.
-- Grain: one row a year, organisation and item.
select
    cast(year as integer) as year,
    org_code,
    round,
    is_planned,
    is_accepted,
    item,
    points,
    full_points,
    conclusion
from {{ ref('int_standardisation_item') }}
