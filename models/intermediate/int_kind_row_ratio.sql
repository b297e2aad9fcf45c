-- Kinds `ratio`, `mean` and `total` over rows: sums of numerator and denominator, whole and by breakdown, for organisations in
-- scope.
-- Grain: one row an indicator, organisation, base period, row date, day counted on and breakdown (null for the whole).
with placed as (
    select
        rows_in.*,
        period.period_type,
        period.period_start,
        indicator.has_whole,
        indicator.share_of_whole,
        -- The parts of a share are what the whole's numerator is made of, unless the indicator names something else.
        case when part.indicator_code is null then 'numerator' else 'part' end as share_side
    from {{ ref('int_indicator_row') }} as rows_in
    inner join {{ ref('int_indicator') }} as indicator
        on
            rows_in.indicator_code = indicator.indicator_code
            and indicator.method in ('row_ratio', 'row_total')
    inner join {{ ref('int_period') }} as period
        on
            indicator.base_period = period.period_type
            and rows_in.row_date between period.period_start and period.period_end
    left join (
        select distinct indicator_code from {{ ref('stg_indicator_measure') }}
        where side = 'part'
    ) as part on indicator.indicator_code = part.indicator_code
    inner join {{ ref('scope') }} as rule on indicator.scope = rule.scope
    left join {{ ref('int_scope') }} as scope
        on
            indicator.scope = scope.scope
            and period.period_type = scope.period_type
            and period.period_start = scope.period_start
            and rows_in.org_code = scope.org_code
    where rule.organisation_level = 'any' or scope.org_code is not null
),

dimensioned as (
    select
        placed.*,
        cast(null as string) as breakdown,
        true as is_whole
    from placed
    where placed.has_whole and placed.is_first and placed.side <> 'part'
    union all
    select
        placed.*,
        case chosen.dimension
            {% for dimension in dangjian.dimensions() %}
            when '{{ dimension }}' then placed.{{ dimension }}
            {% endfor %}
        end as breakdown,
        false as is_whole
    from placed
    inner join {{ ref('stg_indicator_breakdown') }} as chosen on placed.indicator_code = chosen.indicator_code
    where
        (placed.is_first or chosen.dimension = 'kind')
        and case when placed.share_of_whole then placed.side = placed.share_side else placed.side <> 'part' end
),

-- A share (四种形态, 责任书 bands) is of the whole: every part has the whole's denominator, also a part that did not occur.
parts as (
    select
        chosen.indicator_code,
        part.breakdown
    from {{ ref('stg_indicator_breakdown') }} as chosen
    inner join {{ ref('breakdown_value') }} as part on chosen.dimension = part.dimension
),

sides as (
    select
        indicator_code,
        org_code,
        period_type,
        period_start,
        row_date,
        counted_on,
        breakdown,
        case when side = 'part' then 'numerator' else side end as side,
        amount
    from dimensioned
    -- A row without a level (领域 …) is in the whole, and in no part.
    where is_whole or breakdown is not null
    union all
    select
        placed.indicator_code,
        placed.org_code,
        placed.period_type,
        placed.period_start,
        placed.row_date,
        placed.counted_on,
        parts.breakdown,
        placed.side,
        placed.amount
    from placed
    inner join parts on placed.indicator_code = parts.indicator_code
    where placed.share_of_whole and placed.side = 'denominator' and placed.is_first
)

select
    indicator_code,
    org_code,
    period_type,
    period_start,
    row_date,
    counted_on,
    breakdown,
    cast(sum(case when side = 'numerator' then amount else 0 end) as double) as numerator,
    cast(sum(case when side = 'denominator' then amount else 0 end) as double) as denominator
from sides
group by indicator_code, org_code, period_type, period_start, row_date, counted_on, breakdown
