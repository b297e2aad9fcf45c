{% materialization table, adapter="duckdb" %}
  {%- set target_relation = this.incorporate(type="table") -%}
  {{ run_hooks(pre_hooks) }}
  {% call statement("main") -%}
    {{ create_table_as(False, target_relation, compiled_code) }}
  {%- endcall %}
  {{ run_hooks(post_hooks) }}
  {{ adapter.commit() }}
  {{ return({"relations": [target_relation]}) }}
{% endmaterialization %}
