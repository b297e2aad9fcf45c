-- Who rose, as many as the limit allows, each unit once and different indicators first.
with standing as (
    {% include "pages/shortfall/sql/standing.sql" %}
),

rose as (
    select
        m.*,
        i.name_zh,
        i.unit,
        i.direction,
        i.standard_text,
        i.confirmed as standard_confirmed,
        'met' as status,
        false as is_hidden,
        u.unit_name,
        u.area_id,
        u.stage
    from marts.improvement as m
    inner join marts.dim_alert_rule as r on m.rule = r.rule
    inner join visible as u on m.unit_level = u.unit_level and m.unit_id = u.unit_id
    inner join seen_indicator as i on m.indicator_code = i.indicator_code and not i.is_confidential
    where
        cast($day as date) between m.stands_from and m.stands_to
        and cast($day as date) between r.valid_from and r.valid_to
        and (u.active_to is null or u.active_to >= cast($day as date))
        and ($area is null or u.area_id = $area) and ($stage is null or u.stage = $stage)
        and not exists (
            select 1 from standing as s
            where s.unit_level = m.unit_level and s.unit_id = m.unit_id
        )
    qualify row_number() over (
        partition by m.unit_level, m.unit_id
        order by m.rise_of_standard desc nulls last, m.denominator desc, m.indicator_code asc, m.rule asc
    ) = 1
),

in_turn as (
    select
        *,
        row_number() over (
            partition by indicator_code
            order by rise_of_standard desc nulls last, denominator desc, unit_name asc, unit_id asc
        ) as turn
    from rose
)

select * from in_turn
qualify row_number() over (order by turn asc, rise_of_standard desc nulls last, unit_name asc, unit_id asc) <= most_shown
order by turn asc, rise_of_standard desc nulls last, unit_name asc, unit_id asc
