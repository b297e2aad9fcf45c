-- What fell short in the quarter from `first` to `last`, each indicator by its own beat.
with alert as (
    {% include "database/sql/short.sql" %}
),

beat as (
    select
        indicator_code,
        min(case period_type when 'quarter' then 1 when 'semester' then 2 when 'year' then 3 end) as beat
    from marts.indicator_value
    where period_type <> 'month'
    group by indicator_code
),

ended as (
    select distinct
        period_type,
        period_start,
        period_end,
        is_closed,
        case period_type when 'quarter' then 1 when 'semester' then 2 when 'year' then 3 end as beat
    from marts.indicator_value
    where period_type <> 'month'
)

select a.* from alert as a
inner join ended as e on a.period_type = e.period_type and a.period_start = e.period_start
inner join beat as b on a.indicator_code = b.indicator_code and e.beat = b.beat
where (
    (a.period_type = 'quarter' and a.period_start = cast($first as date))
    or (e.is_closed and e.period_end between cast($first as date) and cast($last as date))
)
and (a.unit_level = 'branch' or (a.unit_level = 'school' and a.grain = 'school_org'))
order by a.periods_running desc, abs(a.gap) desc nulls last, a.unit_name, a.unit_id asc, a.indicator_code asc
