-- Who scored in the lowest band, by name; no rows for a 片区 or the 纪检专员, who see counts only.
with fact as (
    select
        s.*,
        {{ closing_day('s.year') }} as on_day
    from marts.pledge_score as s
    where
        $sees_member_names and s.year = $year and s.band = '不合格'
        and ($pledge_type is null or s.pledge_type = $pledge_type) and {{ belongs('s.org_code', closing_day('s.year')) }}
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.year,
    f.pledge_type,
    f.org_code,
    f.band,
    f.score,
    f.member_name,
    p.org_name,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id
from fact as f inner join place as p on f.org_code = p.org_code
where ($area is null or p.area_id = $area)
order by p.area_name, p.org_name, f.score, f.member_name
