-- When a member is not asked for what members owe: 年老体弱, 行动不便, 重病, 失能 (不作硬性要求), 流动, 失联, 停止党籍 (党籍状态). A state without
-- its days exempts nobody, nor does one that data/standards/exemption.csv does not have in use. Days are 'from/to', joined with 、; a
-- branch tells of the days on its own roll.
-- Grain: one row a row of the roll, state and span of days.
{{ config(materialized='ephemeral') }}

with told as (
    {% for state, days in [('exempt_for', 'exempt_days'), ('party_status', 'party_status_days')] %}
    select
        row_key,
        person_key,
        org_code,
        {{ state }} as exemption,
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
),

spans as (
    select
        told.row_key,
        told.person_key,
        told.org_code,
        told.exemption,
        greatest(cast(split_part(told.span, '/', 1) as date), stay.valid_from) as exempt_from,
        least(coalesce(cast(nullif(split_part(told.span, '/', 2), '') as date), {{ last_day_of_all() }}), stay.valid_to) as exempt_to
    from told
    inner join {{ ref('exemption') }} as rule
        on
            told.exemption = rule.exemption
            and rule.active
    inner join {{ ref('int_membership') }} as stay on told.row_key = stay.row_key
    where told.span <> ''
)

select * from spans
where exempt_from <= exempt_to
