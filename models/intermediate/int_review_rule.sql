-- 综合得分: the vetoes of each school and year. Null where nothing was received to judge by. Whether a 师德 case exists is confidential.
-- Grain: one row a school, year and rule.
with school as (
    select distinct
        unit_id,
        year
    from {{ ref('int_review_item') }}
),

moral as (
    select
        unit_id,
        year,
        numerator as found
    from {{ ref('int_unit_value') }}
    where
        indicator_code = 'D09' and unit_level = 'school' and period_type = 'year' and breakdown is null
        and value is not null
),

-- The school's own organisation signs for the school.
pledge as (
    select
        unit.unit_id,
        pledge.year,
        min(pledge.score) as found
    from {{ ref('int_pledge') }} as pledge
    inner join {{ ref('int_organisation_scope') }} as scope
        on
            pledge.org_code = scope.org_code
            and scope.is_school_org
            and pledge.counted_on between scope.valid_from and scope.valid_to
    inner join {{ ref('int_unit_organisation') }} as unit
        on
            pledge.org_code = unit.org_code
            and unit.unit_level = 'school'
            and pledge.counted_on between unit.valid_from and unit.valid_to
    where pledge.pledge_type = '党建目标责任书' and pledge.person_key is null
    group by unit.unit_id, pledge.year
)

select
    school.unit_id,
    school.year,
    rule.rule,
    rule.label,
    rule.threshold,
    rule.highest_band,
    rule.sentence,
    rule.rule = 'moral_veto' as is_confidential,
    case when rule.rule = 'moral_veto' then moral.found else pledge.found end as found,
    {{ may_judge('rule') }} as may_judge,
    {{ may_judge('rule') }}
    and case
        when rule.rule = 'moral_veto' then moral.found > rule.threshold
        else pledge.found < rule.threshold
    end as is_triggered
from school
inner join {{ ref('review_rule') }} as rule
    on
        rule.rule in ('moral_veto', 'pledge_veto')
        and not {{ is_barred('rule') }}
left join moral on school.unit_id = moral.unit_id and school.year = moral.year
left join pledge on school.unit_id = pledge.unit_id and school.year = pledge.year
