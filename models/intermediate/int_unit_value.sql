-- The one formula: value = multiplier x numerator / denominator, its status against the standard in force on the closing day, its limits.
-- Wilson for proportions, Byar for counts and rates; means carry none. In an open year a value with due days is held against the share of
-- the standard that is usual by the day: nothing before the first day, all from the last; a ceiling is the same every day.
-- Grain: one row an indicator, unit, period and breakdown; level `organisation` is kept for counting children that are no branches.
with counts as (
    select
        indicator_code,
        unit_level,
        unit_id,
        period_type,
        period_start,
        breakdown,
        numerator,
        denominator
    from {{ ref('int_unit_count') }}
    union all
    select
        indicator_code,
        unit_level,
        unit_id,
        period_type,
        period_start,
        null as breakdown,
        numerator,
        denominator
    from {{ ref('int_unit_person_count') }}
    {% for model in ['int_unit_school_count', 'int_unit_weighted_mean'] %}
    union all
    select
        indicator_code,
        unit_level,
        unit_id,
        period_type,
        period_start,
        null as breakdown,
        numerator,
        denominator
    from {{ ref(model) }}
    {% endfor %}
),

wanted as (
    select
        spine.*,
        cast(null as string) as breakdown
    from {{ ref('int_unit_spine') }} as spine
    union all
    select
        spine.*,
        counts.breakdown
    from {{ ref('int_unit_spine') }} as spine
    inner join counts
        on
            spine.indicator_code = counts.indicator_code
            and spine.unit_level = counts.unit_level
            and spine.unit_id = counts.unit_id
            and spine.period_type = counts.period_type
            and spine.period_start = counts.period_start
            and counts.breakdown is not null
),

joined as (
    select
        wanted.*,
        -- Nothing of a kind happened where somebody sent the ledger of the year: a count of nought.
        case
            when indicator.method = 'row_total' and wanted.breakdown is null and wanted.is_received
                then coalesce(counts.numerator, 0)
            else counts.numerator
        end as numerator,
        counts.denominator,
        indicator.kind,
        indicator.unit,
        indicator.direction,
        indicator.multiplier,
        indicator.method,
        indicator.method in ('person_total', 'row_total') as is_count,
        indicator.has_whole,
        indicator.is_confidential,
        case
            when wanted.breakdown is null then indicator.minimum_base
            else least(indicator.minimum_base, smallest.threshold)
        end as minimum_base,
        standard.comparison,
        standard.threshold as standard,
        coalesce(standard.is_judging, false) as standard_confirmed,
        due.judged_from,
        due.due_by,
        usual.usual_share,
        case
            -- A ceiling does not grow with the year.
            when due.due_by is null or wanted.closing_day >= due.due_by or standard.comparison = '<=' then 1.0
            when wanted.closing_day < due.judged_from then 0.0
            else coalesce(
                usual.usual_share,
                ({{ dbt.datediff('due.judged_from', 'wanted.closing_day', 'day') }} + 1)
                / ({{ dbt.datediff('due.judged_from', 'due.due_by', 'day') }} + 1)
            )
        end as due_share,
        wanted.is_stopped
        or (indicator.method = 'school_coverage' and counts.numerator is null)
        or (
            wanted.in_scope = 0
            and (
                counts.numerator is null
                -- Nobody was counted where there is nobody to count: a school without an organisation has no nought.
                or (
                    indicator.method in ('person_total', 'person_rate', 'row_total')
                    and counts.numerator = 0
                    and coalesce(counts.denominator, 0) = 0
                )
            )
        ) as is_out_of_scope
    from wanted
    inner join {{ ref('int_indicator') }} as indicator on wanted.indicator_code = indicator.indicator_code
    inner join {{ ref('disclosure') }} as smallest on smallest.rule = 'smallest_shown_count'
    left join counts
        on
            wanted.indicator_code = counts.indicator_code
            and wanted.unit_level = counts.unit_level
            and wanted.unit_id = counts.unit_id
            and wanted.period_type = counts.period_type
            and wanted.period_start = counts.period_start
            and coalesce(wanted.breakdown, '') = coalesce(counts.breakdown, '')
    left join {{ ref('int_standard') }} as standard
        on
            wanted.indicator_code = standard.indicator_code
            -- A part of a share or of a count is held against nothing.
            and (wanted.breakdown is null or not (indicator.share_of_whole or indicator.method = 'row_total'))
            and wanted.closing_day between standard.valid_from and standard.valid_to
    left join {{ ref('int_due_day') }} as due
        on
            wanted.indicator_code = due.indicator_code
            and wanted.period_type = 'year'
            and wanted.period_start = due.period_start
    left join {{ ref('int_usual_share') }} as usual
        on
            due.indicator_code = usual.indicator_code
            and due.year = usual.year
            and wanted.unit_level = usual.unit_level
            and wanted.unit_id = usual.unit_id
    where indicator.has_whole or wanted.breakdown is not null
),

valued as (
    select
        joined.*,
        case
            when method in ('person_total', 'row_total') then numerator
            else multiplier * numerator / nullif(denominator, 0)
        end as raw_value
    from joined
),

judged as (
    select
        valued.*,
        {{ meets('raw_value', 'comparison', 'standard') }} as meets,
        {{ meets('raw_value', 'comparison', 'standard * due_share') }} as meets_so_far
    from valued
),

with_status as (
    select
        judged.*,
        hidden.counted is not null as is_kept_back,
        case
            when is_out_of_scope then 'not_applicable'
            when standard_confirmed and closing_day < judged_from and not coalesce(meets, false) then 'not_due'
            when
                (kind = 'frequency' or method = 'organisation_with_row') and coalesce(denominator, 0) = 0 and due = 0
                then 'not_due'
            when minimum_base = 0 and method = 'row_ratio' and coalesce(denominator, 0) = 0 then 'not_due'
            when numerator is null and ((due > 0 and reported = 0) or is_count) then 'not_reported'
            -- What is owed has no least number: nothing owed here, because its organisation ended elsewhere, is not too little.
            when (kind = 'frequency' or method = 'organisation_with_row') and coalesce(denominator, 0) = 0 then 'not_due'
            when not is_count and coalesce(denominator, 0) < greatest(minimum_base, 1) then 'too_few'
            when standard is null or not standard_confirmed then 'no_standard'
            when is_closed and meets then 'met'
            when is_closed then 'not_met'
            when comparison = '<=' and not meets then 'over'
            when meets_so_far then 'on_track'
            else 'behind'
        end as status
    from judged
    left join {{ ref('int_survey_value_hidden') }} as hidden
        on
            judged.indicator_code = hidden.counted
            and judged.unit_level = hidden.unit_level
            and judged.unit_id = hidden.unit_id
            and judged.year = hidden.year
            and coalesce(judged.breakdown, '') = coalesce(hidden.breakdown, '')
)

select
    indicator_code,
    unit_level,
    unit_id,
    period_type,
    period_start,
    period_end,
    year,
    closing_day,
    is_closed,
    breakdown,
    -- What was counted stands even where it is too little for a value; what was never sent is not a nought.
    case when status not in ('not_reported', 'not_applicable') then coalesce(numerator, 0) end as numerator,
    case when status not in ('not_reported', 'not_applicable') and not is_count then coalesce(denominator, 0) end
        as denominator,
    status,
    kind,
    unit,
    direction,
    is_confidential,
    -- What is too little for a value tells none; a part of it would tell how few they were.
    is_kept_back and (breakdown is not null or {{ dangjian.status_is('status', 'valued') }}) as is_kept_back,
    comparison,
    standard,
    standard_confirmed,
    judged_from,
    due_by,
    due_share,
    usual_share is not null as has_usual_share,
    due as units_expected,
    reported as units_reported,
    case when {{ dangjian.status_is('status', 'valued') }} then raw_value end as value,
    case when {{ dangjian.status_is('status', 'valued') }} then {{ limit_of('lower', z_95()) }} end
        as lower_95,
    case when {{ dangjian.status_is('status', 'valued') }} then {{ limit_of('upper', z_95()) }} end
        as upper_95,
    case when {{ dangjian.status_is('status', 'valued') }} then {{ limit_of('lower', z_998()) }} end
        as lower_998,
    case when {{ dangjian.status_is('status', 'valued') }} then {{ limit_of('upper', z_998()) }} end
        as upper_998
from with_status
