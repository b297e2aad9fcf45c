{#- Whether the ledger of row `b` is open to the viewer: rows of one that feeds a confidential indicator would give small counts
    away. -#}
{% macro open_ledger() -%}
(
    $sees_case_files or not exists (
        select 1
        from marts.dim_indicator as secret
        where secret.is_confidential and secret.feeding_ledger = b.ledger
    )
)
{%- endmacro %}

{#- Whether batch `b` holds a row of the viewer's own organisations; the district sees them all. -#}
{% macro own_batch() -%}
(
    $is_district or b.batch in (
        select r.batch
        from marts.source_row as r inner join visible as o on r.org_code = o.unit_id
        union all
        select r.batch
        from marts.returned_row as r inner join visible as o on r.org_code = o.unit_id
    )
)
{%- endmacro %}
