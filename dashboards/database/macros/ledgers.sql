{#- Whether the ledger of row `b` is open to the viewer: rows of one that feeds a confidential indicator would give small counts
    away. What goes to many readers at once opens it for none of them (`sees`). -#}
{% macro open_ledger(sees='$sees_case_files') -%}
(
    {{ sees }} or not exists (
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
        from marts.source_row as r inner join visible_organisation as o on r.org_code = o.org_code
        union all
        select r.batch
        from marts.returned_row as r inner join visible_organisation as o on r.org_code = o.org_code
    )
)
{%- endmacro %}

{#- The name of the file of batch `b`: what other units sent in may be named after them, so a file that holds a row of an
    organisation outside the viewer's scope is told by its batch. -#}
{% macro file_name() -%}
case
    when not $is_district and b.batch in (
        select r.batch
        from marts.source_row as r
        where r.org_code not in (select o.org_code from visible_organisation as o)
        union all
        select r.batch
        from marts.returned_row as r
        where r.org_code not in (select o.org_code from visible_organisation as o)
    ) then '多个单位的文件（' || b.batch || '）'
    else b.file
end
{%- endmacro %}
