-- How often the forecast (进度预测) made in earlier months of closed years was right: the same rule as today's, on rows dated up to then, held
-- against how the year ended.
-- Grain: one row an indicator (null for all together), unit level, month of the forecast and closed year (null for all together).
with tested as (
    select
        pace.indicator_code,
        pace.unit_level,
        pace.tested_month,
        pace.year,
        pace.outcome in ('certain', 'will_meet') as is_promised,
        pace.outcome in ('impossible', 'will_miss') as is_warned,
        pace.outcome in ('impossible', 'certain') as is_settled,
        truth.status = 'met' as is_met
    from {{ ref('int_pace_unit') }} as pace
    inner join {{ ref('indicator_value') }} as truth
        on
            pace.indicator_code = truth.indicator_code
            and pace.unit_level = truth.unit_level
            and pace.unit_id = truth.unit_id
            and pace.year = truth.year
            and truth.period_type = 'year'
            and truth.breakdown is null
            and truth.status in ('met', 'not_met')
    where pace.tested_month is not null
),

-- Each test counts in four sums: its own indicator or all, its own year or all.
counted as (
    {% for indicator in ['indicator_code', 'cast(null as string)'] %}
    {% for year in ['year', 'cast(null as integer)'] %}
    select
        {{ indicator }} as indicator_code,
        unit_level,
        tested_month,
        {{ year }} as year,
        is_promised,
        is_warned,
        is_settled,
        is_met
    from tested
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
    {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

summed as (
    select
        indicator_code,
        unit_level,
        tested_month,
        year,
        count(*) filter (where is_promised or is_warned) as made,
        count(*) filter (where (is_promised and is_met) or (is_warned and not is_met)) as was_right,
        count(*) filter (where is_promised) as promised,
        count(*) filter (where is_promised and not is_met) as wrongly_promised,
        count(*) filter (where is_warned) as warned,
        count(*) filter (where is_warned and is_met) as wrongly_warned,
        count(*) filter (where is_settled) as settled,
        count(*) filter (where is_settled and is_promised = is_met) as settled_right,
        count(*) filter (where not is_promised and not is_warned) as undecided
    from counted
    group by indicator_code, unit_level, tested_month, year
)

select
    summed.*,
    100 * was_right / nullif(made, 0) as share_right
from summed
