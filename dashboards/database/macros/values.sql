{#- What a value means, from indicator `i`. -#}
{% macro definition() -%}
i.name_zh,
i.family,
i.unit,
i.counted_in,
i.direction,
i.kind,
i.standard_text,
i.is_confidential,
i.minimum_base,
i.confirmed,
i.feeding_ledger
{%- endmacro %}

{#- The least number of peers with whom anybody is compared. -#}
{% macro smallest_peer_group() -%}
(select threshold from marts.smallest_number where rule = 'smallest_peer_group')
{%- endmacro %}
