-- 群众诉求办理: requests, promised and closed. No text.
-- Grain: one row a request.
with latest as (
    {{ latest_rows('request') }}
)

select
    row_key,
    request_no,
    org_code,
    accepted_on,
    promised_on,
    closed_on,
    rating,
    batch,
    file,
    sheet,
    row_number,
    flags
from latest
