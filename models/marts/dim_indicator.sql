-- What each indicator means: its 口径, why it matters, where its standard comes from and who looked it over.
-- Grain: one row an indicator.
with current_standard as (
    select
        standard.indicator_code,
        standard.comparison,
        standard.threshold,
        standard.is_judging
    from {{ ref('int_standard') }} as standard
    cross join {{ ref('int_run') }} as run
    where run.as_of between standard.valid_from and standard.valid_to
),

hours as (
    select
        threshold.indicator_code,
        threshold.hours
    from {{ ref('int_hours_threshold') }} as threshold
    cross join {{ ref('int_run') }} as run
    where run.as_of between threshold.valid_from and threshold.valid_to
),

stopped as (
    select
        off.indicator_code,
        off.told
    from {{ ref('int_stopped_indicator') }} as off
    cross join {{ ref('int_run') }} as run
    where run.as_of between off.valid_from and off.valid_to
)

select
    indicator.indicator_code,
    indicator.name_zh,
    indicator.family,
    indicator.kind,
    indicator.grain,
    indicator.base_period,
    indicator.numerator_text,
    indicator.denominator_text,
    indicator.exclusions_text,
    indicator.why_it_matters,
    indicator.unit,
    indicator.counted_in,
    indicator.direction,
    scope.label as scope_text,
    indicator.source,
    indicator.source_passage,
    case
        when current_standard.threshold is not null then
            case current_standard.comparison when '>=' then '不低于' else '不高于' end
            || {{ plain_number('current_standard.threshold') }} || indicator.unit
    end as standard_text,
    current_standard.comparison,
    current_standard.threshold as standard,
    hours.hours as hours_threshold,
    coalesce(current_standard.is_judging, false) as confirmed,
    cast(indicator.minimum_base as integer) as minimum_base,
    indicator.is_confidential,
    indicator.feeding_ledger,
    indicator.lifecycle,
    indicator.author,
    indicator.checked_by,
    indicator.date_reviewed,
    indicator.next_review,
    indicator.policy_status,
    nullif(indicator.policy_source, '') as policy_source,
    nullif(indicator.policy_note, '') as policy_note,
    nullif(indicator.replaced_by, '') as replaced_by,
    nullif(indicator.policy_confirmed_by, '') as policy_confirmed_by,
    indicator.policy_confirmed_on,
    indicator.may_judge,
    indicator.is_barred,
    stopped.told as stopped
from {{ ref('int_indicator') }} as indicator
left join {{ ref('scope') }} as scope on indicator.scope = scope.scope
left join current_standard on indicator.indicator_code = current_standard.indicator_code
left join hours on indicator.indicator_code = hours.indicator_code
left join stopped on indicator.indicator_code = stopped.indicator_code
