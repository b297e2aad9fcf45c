{% macro latest_rows(ledger) -%}
select landed.*
from {{ source('landed', ledger) }} as landed
left join {{ source('landed', 'retired') }} as retired
    on
        retired.ledger = '{{ ledger }}'
        and landed.row_key = retired.row_key
        and landed.sequence < retired.sequence
where retired.row_key is null
qualify row_number() over (
    partition by landed.row_key
    order by landed.sequence desc nulls last, landed.is_completed desc nulls last, landed.row_number desc nulls last
) = 1
{%- endmacro %}
