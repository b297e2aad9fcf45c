-- Kinds `ratio` and `mean` over rows: sums of numerator and denominator, whole and by breakdown, for organisations in scope.
-- A row belongs to the period of its own day and counts for the unit its organisation was in then, so the day stays until
-- the roll-up. A row dated outside its organisation's life counts where the organisation was on the nearest day of it.
-- Grain: one row an indicator, organisation, base period, day and breakdown (null for the whole).
with placed as (
    select
        rows_in.indicator_code,
        rows_in.side,
        rows_in.org_code,
        rows_in.counted_on,
        rows_in.form,
        rows_in.item,
        rows_in.evaluator,
        rows_in.amount,
        period.period_type,
        period.period_start,
        indicator.has_whole,
        indicator.share_of_whole
    from {{ ref('int_indicator_row') }} as rows_in
    inner join {{ source('landed', 'indicator') }} as indicator
        on
            rows_in.indicator_code = indicator.indicator_code
            and indicator.method = 'row_ratio'
    inner join {{ ref('int_period') }} as period
        on
            indicator.base_period = period.period_type
            and rows_in.row_date between period.period_start and period.period_end
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
        cast(null as string) as breakdown
    from placed
    where placed.has_whole
    union all
    select
        placed.*,
        case chosen.dimension
            when 'form' then placed.form
            when 'item' then placed.item
            when 'evaluator' then placed.evaluator
        end as breakdown
    from placed
    inner join {{ source('landed', 'indicator_breakdown') }} as chosen on placed.indicator_code = chosen.indicator_code
    where not placed.share_of_whole or placed.side = 'numerator'
),

-- A share (四种形态) is of the whole: every part has the whole's denominator, also a part that did not occur.
parts as (
    select
        chosen.indicator_code,
        part.breakdown
    from {{ source('landed', 'indicator_breakdown') }} as chosen
    inner join {{ ref('breakdown_value') }} as part on chosen.dimension = part.dimension
),

sides as (
    select
        indicator_code,
        org_code,
        period_type,
        period_start,
        counted_on,
        breakdown,
        side,
        amount
    from dimensioned
    where has_whole or breakdown is not null
    union all
    select
        placed.indicator_code,
        placed.org_code,
        placed.period_type,
        placed.period_start,
        placed.counted_on,
        parts.breakdown,
        placed.side,
        placed.amount
    from placed
    inner join parts on placed.indicator_code = parts.indicator_code
    where placed.share_of_whole and placed.side = 'denominator'
)

select
    indicator_code,
    org_code,
    period_type,
    period_start,
    counted_on,
    breakdown,
    cast(sum(case when side = 'numerator' then amount else 0 end) as double) as numerator,
    cast(sum(case when side = 'denominator' then amount else 0 end) as double) as denominator
from sides
group by indicator_code, org_code, period_type, period_start, counted_on, breakdown
