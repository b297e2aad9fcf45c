-- The cells of the board, organisation by item: the `limit` organisations that are furthest behind.
with item as (
    {% include "pages/standardisation/sql/item.sql" %}
),

board as (
    {% include "pages/standardisation/sql/board.sql" %}
)

select
    i.*,
    b.state,
    b.points as points_in_all,
    b.full_points as full_in_all
from item as i inner join board as b on i.org_code = b.org_code
where ($state is null or b.state = $state)
qualify
    dense_rank() over (
        order by
            case b.state when 'not_yet' then 0 when 'accepted' then 1 else 2 end,
            b.points / nullif(b.full_points, 0) nulls last, b.org_name, b.org_code
    ) <= $limit
order by
    case b.state when 'not_yet' then 0 when 'accepted' then 1 else 2 end,
    b.points / nullif(b.full_points, 0) nulls last, b.org_name, b.org_code, i.item
