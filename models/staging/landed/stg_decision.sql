-- 三重一大议事: when a matter was proposed, decided and deployed.
-- Grain: one row a matter.
with latest as (
    {{ latest_rows('decision') }}
)

select
    row_key,
    decision_no,
    org_code,
    topic_class,
    proposed_on,
    decided_on,
    deployed_on,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
