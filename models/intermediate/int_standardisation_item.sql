-- 标准化建设: the items of each organisation with the plan and conclusion of the whole.
-- Grain: one row a year, organisation and item.
{{ config(materialized='ephemeral') }}

select
    item.year,
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
