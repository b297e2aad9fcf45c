-- 标准化建设: the eight items of each organisation with their points, its batch, plan and conclusion.
-- Grain: one row a year, organisation and item.
select
    cast(item.year as integer) as year,
    item.org_code,
    item.round,
    whole.is_planned,
    whole.is_accepted,
    item.item,
    item.points,
    item.full_points,
    item.conclusion
from {{ ref('stg_standardisation') }} as item
inner join {{ ref('int_standardisation') }} as whole
    on
        item.org_code = whole.org_code
        and item.year = whole.year
