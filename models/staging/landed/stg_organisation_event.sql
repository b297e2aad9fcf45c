-- 党组织变动表: what happened to organisations. The types before and after are of use in a 升格 only.
-- Grain: one row an organisation, day and kind of event.
with latest as (
    {{ latest_rows('organisation_event') }}
)

select
    row_key,
    org_code,
    event_on,
    event_type,
    before_code,
    after_code,
    -- Batches landed before a type was worked out of a name hold it only where the text is the type.
    coalesce(before_type, before) as before_type,
    coalesce(after_type, after) as after_type,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
