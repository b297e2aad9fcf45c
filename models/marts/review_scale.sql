-- 对应区间 of 综合得分 as data/standards/review_band.csv has them.
-- Grain: one row a band.
select
    band,
    lower_score,
    upper_score,
    source
from {{ ref('review_band') }}
