-- 四种形态 by quarter: confidential, for the 纪检专员 alone; everyone else reads D05 of the year, small numbers hidden. No person.
-- Grain: one row a unit, quarter and form.
select
    unit.unit_level,
    unit.unit_id,
    years.year,
    cast({{ dbt.date_trunc('quarter', 'decision.decided_on') }} as date) as quarter,
    coalesce(decision.form, '未注明') as form,
    count(*) as decisions
from {{ ref('int_discipline') }} as decision
inner join {{ ref('int_year') }} as years on extract(year from decision.decided_on) = years.year
inner join {{ ref('int_organisation_life') }} as life on decision.org_code = life.org_code
inner join {{ ref('int_unit_organisation') }} as unit
    on
        decision.org_code = unit.org_code
        and least(greatest(decision.decided_on, life.active_from), life.active_to) between unit.valid_from and unit.valid_to
        and unit.unit_level <> 'organisation'
where decision.decided_on <= {{ as_of() }}
group by
    unit.unit_level, unit.unit_id, years.year, cast({{ dbt.date_trunc('quarter', 'decision.decided_on') }} as date),
    coalesce(decision.form, '未注明')
