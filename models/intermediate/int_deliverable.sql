-- What persons had handed in by the as-of day, in the year it is for, and whether it is the 述职 of the organisation's 书记:
-- known by 党内职务, or by the name in 党组织信息表; where that names nobody, any 述职 of the organisation is his.
-- Grain: one row a deliverable.
with secretaries as (
    select distinct
        member.person_key,
        member.name,
        member.party_post
    from {{ ref('stg_member') }} as member
)

select
    deliverable.row_key,
    deliverable.org_code,
    deliverable.person_key,
    deliverable.deliverable_type,
    deliverable.year,
    {{ closing_day_of('deliverable.year') }} as counted_on,
    deliverable.deliverable_type = '述职'
    and (
        organisation.secretary is null
        or exists (
            select 1 from secretaries
            where
                secretaries.person_key = deliverable.person_key
                and (secretaries.party_post = '书记' or secretaries.name = organisation.secretary)
        )
    ) as is_secretary_report
from {{ ref('stg_deliverable') }} as deliverable
inner join {{ ref('stg_organisation') }} as organisation on deliverable.org_code = organisation.org_code
where deliverable.done_on <= {{ as_of() }}
