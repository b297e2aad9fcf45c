-- Kind `mean`, weighted (三评): the mean score of each part's votes, weighted as data/standards/evaluator_weight.csv says. All parts
-- must have spoken and the votes reach the least number for surveys (disclosure.csv), else there is no score.
-- Grain: one row an indicator, unit and year.
with weight_of_year as (
    select
        year.period_start,
        weight.scheme,
        weight.part,
        weight.evaluator,
        weight.weight
    from {{ ref('int_period') }} as year
    inner join {{ ref('evaluator_weight') }} as weight on year.closing_day >= weight.valid_from
    where year.period_type = 'year'
    qualify rank() over (partition by year.period_start, weight.scheme order by weight.valid_from desc nulls last) = 1
),

voted as (
    select
        indicator.indicator_code,
        unit.unit_level,
        unit.unit_id,
        period.period_start,
        indicator.weights,
        weight.part,
        max(weight.weight) as weight,
        sum(case when rows_in.side = 'numerator' then rows_in.amount else 0 end) as points,
        sum(case when rows_in.side = 'denominator' then rows_in.amount else 0 end) as votes
    from {{ ref('int_indicator') }} as indicator
    inner join {{ ref('int_indicator_row') }} as rows_in
        on
            indicator.indicator_code = rows_in.indicator_code
            and rows_in.is_first
    inner join {{ ref('int_period') }} as period
        on
            period.period_type = 'year'
            and rows_in.row_date between period.period_start and period.period_end
    inner join weight_of_year as weight
        on
            indicator.weights = weight.scheme
            and period.period_start = weight.period_start
            and rows_in.evaluator = weight.evaluator
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            rows_in.org_code = unit.org_code
            and rows_in.counted_on between unit.valid_from and unit.valid_to
    where indicator.method = 'weighted_mean'
    group by
        indicator.indicator_code, unit.unit_level, unit.unit_id, period.period_start, indicator.weights, weight.part
),

wanted as (
    select
        scheme,
        period_start,
        count(distinct part) as parts
    from weight_of_year
    group by scheme, period_start
)

select
    voted.indicator_code,
    voted.unit_level,
    voted.unit_id,
    'year' as period_type,
    voted.period_start,
    {{ same_every_time('sum(voted.weight * voted.points / voted.votes) / sum(voted.weight)') }} as numerator,
    cast(1 as double) as denominator
from voted
inner join wanted
    on
        voted.weights = wanted.scheme
        and voted.period_start = wanted.period_start
cross join (
    select threshold from {{ ref('disclosure') }}
    where rule = 'smallest_valid_votes'
) as smallest
where voted.votes > 0
group by voted.indicator_code, voted.unit_level, voted.unit_id, voted.period_start
having count(*) = max(wanted.parts) and sum(voted.votes) >= max(smallest.threshold)
