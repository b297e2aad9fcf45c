-- 三重一大 matters on the day they were decided (else proposed, else deployed), and whether they went the prescribed way:
-- 校长办公会 proposes, 党组织会议 decides, 校长办公会 deploys.
-- Grain: one row a matter.
select
    row_key,
    org_code,
    topic_class,
    coalesce(decided_on, proposed_on, deployed_on) as row_date,
    coalesce(proposed_on <= decided_on and decided_on <= deployed_on and deployed_on <= {{ as_of() }}, false) as is_compliant
from {{ ref('stg_decision') }}
