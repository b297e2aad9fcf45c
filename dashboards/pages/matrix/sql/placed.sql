-- Units of `cell` in their order: `gaps` fall short, of them `severe` and `marked`; `silent` are not reported, `place` counts from 1.
-- One row a unit.
with counted as (
    select
        unit_level,
        unit_id,
        unit_name,
        count(*) as indicators,
        count(case when judgement = 'short' then 1 end) as gaps,
        count(case when depth = 'severe' then 1 end) as severe,
        count(case when depth = 'marked' then 1 end) as marked,
        count(case when status = 'not_reported' then 1 end) as silent,
        count(case when status = $state or ($state = 'gap' and judgement = 'short') or depth = $state then 1 end)
            as wanted,
        max(case when indicator_code = $sort then case direction when 'lower' then -value else value end end)
            as sorted_by
    from cell
    group by unit_level, unit_id, unit_name
)

select
    *,
    count(*) over () as total,
    row_number() over (
        order by
            case when $sort = 'gaps' then severe end desc nulls last,
            case when $sort = 'gaps' then marked end desc nulls last,
            case when $sort = 'gaps' then gaps end desc nulls last,
            case when $sort = 'gaps' then silent end desc nulls last,
            sorted_by asc nulls last,
            unit_name asc, unit_id asc
    ) as place
from counted
where $state is null or wanted > 0
