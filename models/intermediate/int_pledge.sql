-- Pledges (责任书) signed by the as-of day, in the year they are for, with the band of their score (data/standards/pledge_band.csv).
-- Bands are half-open: 80 is 合格, not 基本合格.
-- Grain: one row a pledge.
select
    pledge.row_key,
    pledge.org_code,
    pledge.person_key,
    pledge.year,
    pledge.pledge_type,
    pledge.signed_on,
    pledge.score,
    band.band,
    band.lower_score >= pass_mark.lower_score as is_passed,
    {{ closing_day_of('pledge.year') }} as counted_on
from {{ ref('stg_pledge') }} as pledge
cross join (
    select lower_score from {{ ref('pledge_band') }}
    where band = '合格'
) as pass_mark
left join {{ ref('pledge_band') }} as band
    on
        (band.lower_score is null or pledge.score >= band.lower_score)
        and (band.upper_score is null or pledge.score < band.upper_score)
        and pledge.score is not null
where pledge.signed_on <= {{ as_of() }}
