-- 影响期: decisions with the last day of their effect, for the 纪检专员's calendar. No person and no case.
-- Grain: one row a decision with an end.
select
    org_code,
    decided_on,
    effect_ends_on,
    measure_class,
    measure
from {{ ref('int_discipline') }}
where effect_ends_on is not null and decided_on <= {{ as_of() }}
