-- 党组织变动表: what happened to organisations.
-- Grain: one row an organisation, day and kind of event.
with latest as (
    {{ latest_rows('organisation_event') }}
)

select
    row_key,
    org_code,
    event_on,
    event_type,
    before as before_text,
    after as after_text,
    before_code,
    after_code,
    flags,
    batch,
    file,
    sheet,
    row_number
from latest
