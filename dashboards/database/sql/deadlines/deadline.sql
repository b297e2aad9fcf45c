-- Ends of terms of office and, for the 纪检专员, of effects of decisions. An effect that is over needs nothing more and is left
-- out; a term that is over stays. One row an end.
with ending as (
    select
        d.org_code,
        d.term_ends_on as ends_on,
        '换届' as kind,
        cast(null as text) as what
    from marts.dim_organisation as d
    where
        d.term_ends_on is not null and {{ belongs('d.org_code', as_of_day()) }}
        and coalesce(d.active_from, {{ as_of_day() }}) <= {{ as_of_day() }}
        and coalesce(d.active_to, {{ as_of_day() }}) >= {{ as_of_day() }}
    union all
    select
        e.org_code,
        e.effect_ends_on as ends_on,
        '影响期' as kind,
        e.measure as what
    from marts.effect_period as e
    where
        $sees_confidential and e.effect_ends_on is not null and {{ belongs('e.org_code', as_of_day()) }}
        and e.effect_ends_on >= {{ as_of_day() }}
),

fact as (
    select
        *,
        {{ as_of_day() }} as on_day
    from ending
),

place as (
    {% include "database/sql/place.sql" %}
)

select
    f.*,
    p.org_name,
    p.area_id,
    p.area_name,
    p.school_name,
    p.unit_level,
    p.unit_id,
    date_diff('day', {{ as_of_day() }}, f.ends_on) as days_left
from fact as f inner join place as p on f.org_code = p.org_code
where ($area is null or p.area_id = $area) and ($kind is null or f.kind = $kind)
