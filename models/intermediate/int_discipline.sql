-- Decisions with the end of their 影响期: as reported, else by the rule for the kind of sanction.
-- Grain: one row a decision.
select
    discipline.row_key,
    discipline.org_code,
    discipline.person_key,
    discipline.decided_on,
    discipline.measure_class,
    discipline.measure,
    discipline.form,
    coalesce(
        discipline.effect_ends_on,
        {{ effect_end('discipline.decided_on', 'effect.months') }}
    ) as effect_ends_on
from {{ ref('stg_discipline') }} as discipline
left join {{ ref('discipline_effect') }} as effect
    on
        discipline.measure_class = effect.measure_class
        and discipline.measure = effect.measure
