-- What the roster says of a member for a time: 不作硬性要求 (年老体弱, 行动不便, 重病, 失能) and 党籍状态 (流动, 失联, 停止党籍), with its
-- days. A state without its days says nothing.
-- Grain: one row a row of the roll, state and span of days.
{{ config(materialized='ephemeral') }}

-- A cell holds 'from/to', several joined with 、; nothing behind the stroke goes on.
with told as (
    {% for state, days in [('exempt_for', 'exempt_days'), ('party_status', 'party_status_days')] %}
    select
        row_key,
        person_key,
        org_code,
        {{ state }} as state,
        split_part({{ days }}, '、', place.number) as span
    from {{ ref('stg_member') }}
    cross join (
        {% for number in range(1, 7) %}
        select {{ number }} as number
        {% if not loop.last %}union all{% endif %}
        {% endfor %}
    ) as place
    where {{ state }} is not null and {{ days }} is not null
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
)

select
    row_key,
    person_key,
    org_code,
    state,
    cast(split_part(span, '/', 1) as date) as state_from,
    coalesce(cast(nullif(split_part(span, '/', 2), '') as date), {{ last_day_of_all() }}) as state_to
from told
where span <> ''
