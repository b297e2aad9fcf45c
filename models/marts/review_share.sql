-- 综合得分: how many schools lie in the best band, and how many more than the cap (一般不超过三分之一) leaves room for,
-- and how many of them review_score moved to the band below. The confidential veto is not in it.
-- Grain: one row a year.
with best_band as (
    select band from {{ ref('review_band') }}
    where upper_score is null
),

counted as (
    select
        score.year,
        best_band.band,
        count(score.value) as schools,
        count(case when score.band = best_band.band or score.treatment = 'over_share' then 1 end) as best,
        count(case when score.treatment = 'over_share' then 1 end) as lowered
    from {{ ref('review_score') }} as score
    cross join best_band
    where score.kind = 'band'
    group by score.year, best_band.band
)

select
    counted.year,
    counted.band,
    cast(counted.schools as integer) as schools,
    cast(counted.best as integer) as best,
    rule.threshold,
    -- 33.33 stands for a third: three schools leave room for one.
    cast(floor(counted.schools * rule.threshold / 100 + 0.01) as integer) as room,
    cast(greatest(counted.best - floor(counted.schools * rule.threshold / 100 + 0.01), 0) as integer) as excess,
    cast(counted.lowered as integer) as lowered,
    rule.highest_band as lowered_to,
    rule.sentence
from counted
inner join {{ ref('review_rule') }} as rule on rule.rule = 'top_share'
