-- One row a group and indicator: how many units have a value, their median and their pooled value.
with cell as (
    {% include "review_packs/sql/cell.sql" %}
),

grouped as (
    select
        'stage' as grouped_by,
        stage as group_key,
        *
    from cell
    where value is not null
    union all
    select
        'area' as grouped_by,
        area_id as group_key,
        *
    from cell
    where value is not null
    union all
    select
        'all' as grouped_by,
        null as group_key,
        *
    from cell
    where value is not null
),

summed as (
    select
        grouped_by,
        group_key,
        indicator_code,
        kind,
        unit,
        count(*) as units,
        {{ peer_quantiles('value') }},
        sum(numerator) as numerators,
        sum(denominator) as denominators
    from grouped
    group by grouped_by, group_key, indicator_code, kind, unit
)

select
    grouped_by,
    group_key,
    indicator_code,
    units,
    peer_median as median,
    {{ pooled_value('kind', 'unit', 'numerators', 'denominators') }} as pooled
from summed
order by grouped_by, group_key nulls last, indicator_code
