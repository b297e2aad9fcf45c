{#- Of each parent's children (`parent_id`, `child_id`) the fewest that must be kept back so that nobody among them can be worked out as the
    parent less the others: those with too few votes, and the smallest others until at least two cover the few with enough
    votes together. `would_do`: what to take of a parent none of whose children has too few, when the parent itself is kept back. -#}
{% macro kept_back(children) -%}
select
    ordered.*,
    is_few = 1 or (parent_has_few = 1 and covers > 0 and (votes_before < least or covers_before < 2)) as is_kept_back,
    covers > 0 and votes_before < least as would_do
from (
    select
        child.*,
        max(is_few) over (partition by table_id, parent_id) as parent_has_few,
        {%- for number in ['votes', 'covers'] %}
        coalesce(sum({{ number }}) over (
            partition by table_id, parent_id
            order by
                is_few desc nulls last, case when covers > 0 then 0 else 1 end asc nulls last, leaves asc nulls last,
                votes asc nulls last, child_id asc nulls last
            rows between unbounded preceding and 1 preceding
        ), 0) as {{ number }}_before{{ ',' if not loop.last }}
        {%- endfor %}
    from {{ children }} as child
) as ordered
{%- endmacro %}
