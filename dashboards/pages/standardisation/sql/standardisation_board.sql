-- One row an organisation: round, points over full points and state (accepted, not_yet, unplanned).
with item as (
    {% include "pages/standardisation/sql/item.sql" %}
),

board as (
    {% include "pages/standardisation/sql/board.sql" %}
)

select * from board
where ($state is null or state = $state)
order by round nulls last, case state when 'not_yet' then 0 when 'accepted' then 1 else 2 end, org_name
