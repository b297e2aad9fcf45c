{#- Every build writes a new file (pipeline/build.py), so no table can stand where a model's is to be: it is made at
    once under its own name. dbt-duckdb would make it aside, look for old ones, rename and drop, for each model. -#}
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
