-- 影响期: decisions with the last day of their effect, for the 纪检专员's calendar. No person and no case.
-- Grain: one row a decision with an end.
select
    effect.org_code,
    effect.decided_on,
    effect.effect_ends_on,
    decision.measure_class,
    decision.measure
from {{ ref('int_discipline') }} as effect
inner join {{ ref('stg_discipline') }} as decision on effect.row_key = decision.row_key
where effect.effect_ends_on is not null and effect.decided_on <= {{ as_of() }}
