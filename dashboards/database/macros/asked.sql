{#- Whether ledger `b` (dim_ledger) is asked of the viewer's unit or of those inside it. -#}
{% macro asked_inside() -%}
(
    b.owed_by_branch
    or (b.owed_by_school_org and $own_level in ('school', 'area', 'district'))
    or (b.owed_by_area and $own_level in ('area', 'district'))
    or (b.owed_by_district and $own_level = 'district')
)
{%- endmacro %}

{#- Whether ledger `b` is asked of organisations of a level (`owed_by` of ingest/ledgers); of any where there is none. -#}
{% macro asked_of_level(level) -%}
(
    {{ level }} is null
    or ({{ level }} = 'branch' and b.owed_by_branch)
    or ({{ level }} = 'school_org' and b.owed_by_school_org)
    or ({{ level }} = 'area' and b.owed_by_area)
    or ({{ level }} = 'district' and b.owed_by_district)
)
{%- endmacro %}
