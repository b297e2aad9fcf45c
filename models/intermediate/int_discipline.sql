-- Decisions with the end of their 影响期: as reported, else by the rule for the kind of sanction that was in force on the day of decision.
-- Grain: one row a decision.
with effect as (
    select
        rule.measure_class,
        rule.measure,
        rule.months,
        -- Nobody wrote down what was in force before the first rule: it stands for older decisions too.
        case
            when
                row_number() over (
                    partition by rule.measure_class, rule.measure order by rule.valid_from nulls last
                ) = 1 then {{ first_day() }}
            else rule.valid_from
        end as valid_from,
        coalesce(
            lead(rule.valid_from) over (
                partition by rule.measure_class, rule.measure order by rule.valid_from nulls last
            ),
            {{ last_day_of_all() }}
        ) as valid_before
    from {{ ref('discipline_effect') }} as rule
)

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
left join effect
    on
        discipline.measure_class = effect.measure_class
        and discipline.measure = effect.measure
        and discipline.decided_on >= effect.valid_from
        and discipline.decided_on < effect.valid_before
