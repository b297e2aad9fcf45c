-- Party organisations of the register as last reported, with the row that says so; how they stood on a day is in the stretches of
-- `int_organisation_version`.
-- Grain: one row an organisation.
{{ config(materialized='ephemeral') }}

select
    row_key,
    org_code,
    org_name,
    org_type,
    parent_code,
    term_ends_on,
    secretary_is_principal,
    batch,
    file,
    sheet,
    row_number
from {{ ref('stg_organisation') }}
