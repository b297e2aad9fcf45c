-- Points of the items of 标准化建设 of the viewer's organisations in a year. One row an organisation and item.
with fact as (
    select
        s.*,
        {{ closing_day('s.year') }} as on_day
    from marts.standardisation as s
    where s.year = $year and {{ belongs('s.org_code', closing_day('s.year')) }}
),

place as (
    {% include "database/sql/place.sql" %}
)

{% include "database/sql/placed.sql" %}

where ($area is null or p.area_id = $area)
