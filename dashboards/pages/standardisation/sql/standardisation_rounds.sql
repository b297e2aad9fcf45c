-- One row a 批次: planned, accepted, not_yet, unplanned.
with item as (
    {% include "pages/standardisation/sql/item.sql" %}
),

board as (
    {% include "pages/standardisation/sql/board.sql" %}
)

select
    coalesce(round, '未写批次') as round,
    count(*) filter (where state <> 'unplanned') as planned,
    count(*) filter (where state = 'accepted') as accepted,
    count(*) filter (where state = 'not_yet') as not_yet,
    count(*) filter (where state = 'unplanned') as unplanned
from board
group by coalesce(round, '未写批次')
order by coalesce(round, '未写批次')
